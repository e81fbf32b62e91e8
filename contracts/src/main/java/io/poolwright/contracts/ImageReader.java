package io.poolwright.contracts;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the request says of the image. */
final class ImageReader {
  private static final Choice<Function<Fields, @Nullable ImageSource>> SOURCES =
      new Choice<>(Map.of("vhd", ImageReader::vhd));
  private static final Choice<OsType> OS_TYPE = Choice.of(OsType.values(), OsType::azureName);
  private static final Choice<HyperVGeneration> GENERATION =
      Choice.of(HyperVGeneration.values(), HyperVGeneration::name);
  private static final ArmIdRule DEFINITION =
      new ArmIdRule(
          "Microsoft.Compute/galleries/images",
          "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
          "^[A-Za-z0-9._]{1,80}$");

  private ImageReader() {}

  static @Nullable ImageRequest read(Fields fields) {
    ImageSource source = fields.child("source").map(ImageReader::source).orElse(null);
    OsType osType = fields.text("osType", OS_TYPE);
    HyperVGeneration generation = fields.text("hyperVGeneration", GENERATION);
    ArmId definition = fields.text("definition", DEFINITION);
    String version = fields.text("version", new VersionRule(), ImageRequest.AUTO);
    fields.refuseUnknown();
    return source == null
            || osType == null
            || generation == null
            || definition == null
            || version == null
        ? null
        : new ImageRequest(source, osType, generation, definition, version);
  }

  private static @Nullable ImageSource source(Fields fields) {
    Function<Fields, @Nullable ImageSource> reader = fields.text("type", SOURCES);
    return reader == null ? null : reader.apply(fields);
  }

  private static @Nullable ImageSource vhd(Fields fields) {
    URI url = fields.text("url", new SourceUrlRule());
    Secret sas = fields.text("sas", new SasRule(), null);
    fields.refuseUnknown();
    return url == null ? null : new ImageSource.Vhd(url, sas);
  }
}
