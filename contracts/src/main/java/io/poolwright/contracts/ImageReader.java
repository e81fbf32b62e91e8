package io.poolwright.contracts;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the request says of the image. */
final class ImageReader {
  private static final Choice<OsType> OS_TYPE = Choice.of(OsType.values(), OsType::azureName);
  private static final Choice<HyperVGeneration> GENERATION =
      Choice.of(HyperVGeneration.values(), HyperVGeneration::name);
  private static final String GALLERY_NAME = "^[A-Za-z0-9._]{1,80}$";
  private static final ArmIdRule DEFINITION =
      new ArmIdRule(
          "Microsoft.Compute/galleries/images", "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$", GALLERY_NAME);
  private static final ArmIdRule VIRTUAL_MACHINE =
      new ArmIdRule("Microsoft.Compute/virtualMachines", "^[^.].{0,63}$", null);
  private static final ArmIdRule MANAGED_IMAGE =
      new ArmIdRule("Microsoft.Compute/images", "^[A-Za-z0-9].{0,79}$", null);
  private static final ArmIdRule VERSION =
      new ArmIdRule(
          ImageReference.VERSION_TYPE, "^\\d{1,10}\\.\\d{1,10}\\.\\d{1,10}$", "^.{1,80}$");
  private static final Choice<Function<Fields, @Nullable ImageSource>> SOURCES =
      new Choice<>(sources());

  private ImageReader() {}

  private static Map<String, Function<Fields, @Nullable ImageSource>> sources() {
    Map<String, Function<Fields, @Nullable ImageSource>> sources = new LinkedHashMap<>();
    sources.put("vhd", ImageReader::vhd);
    sources.put("virtualMachine", ImageReader::machine);
    sources.put("managedImage", byId(MANAGED_IMAGE, ImageSource.ManagedImage::new));
    sources.put("galleryImageVersion", byId(VERSION, ImageSource.GalleryImageVersion::new));
    sources.put(
        "communityGalleryImage",
        byId(ImageReferenceRule.COMMUNITY, ImageSource.CommunityImage::new));
    sources.put(
        "sharedGalleryImage", byId(ImageReferenceRule.SHARED, ImageSource.SharedImage::new));
    return sources;
  }

  static @Nullable ImageRequest read(Fields fields) {
    ImageSource source = fields.child("source").map(ImageReader::source).orElse(null);
    OsType osType = fields.text("osType", OS_TYPE);
    HyperVGeneration generation = fields.text("hyperVGeneration", GENERATION);
    if (source != null && !(source instanceof ImageSource.Vhd)) {
      fields.refuse("keepStagedVhd", "only a VHD is staged");
    }
    ImageRequest image =
        source != null && source.isPublished()
            ? published(fields, source, osType, generation)
            : publishedAs(fields, source, osType, generation);
    fields.refuseUnknown();
    return image;
  }

  /** An image that is published already has its place. */
  private static @Nullable ImageRequest published(
      Fields fields,
      ImageSource source,
      @Nullable OsType osType,
      @Nullable HyperVGeneration generation) {
    fields.refuse("definition", "the source is published already, under a definition of its own");
    fields.refuse("version", "the source is published already, and names its version");
    fields.refuse("createDefinition", "the source is published already, under a definition");
    return osType == null || generation == null
        ? null
        : new ImageRequest(source, osType, generation, null, null);
  }

  private static @Nullable ImageRequest publishedAs(
      Fields fields,
      @Nullable ImageSource source,
      @Nullable OsType osType,
      @Nullable HyperVGeneration generation) {
    ArmId definition = fields.text("definition", DEFINITION);
    String version = fields.text("version", new VersionRule(), ImageRequest.AUTO);
    boolean keepsStagedVhd = fields.flag("keepStagedVhd");
    boolean createsDefinition = fields.flag("createDefinition");
    return source == null
            || osType == null
            || generation == null
            || definition == null
            || version == null
        ? null
        : new ImageRequest(
            source, osType, generation, definition, version, keepsStagedVhd, createsDefinition);
  }

  private static @Nullable ImageSource source(Fields fields) {
    Function<Fields, @Nullable ImageSource> reader = fields.text("type", SOURCES);
    return reader == null ? null : reader.apply(fields);
  }

  private static @Nullable ImageSource vhd(Fields fields) {
    URI url = fields.text("url", new SourceUrlRule());
    Secret sas = fields.text("sas", new SasRule(), null);
    SecretId sasSecretId = fields.text("sasSecretId", new SecretIdRule(), null);
    if (fields.value("sas") != null && fields.value("sasSecretId") != null) {
      fields
          .at("sasSecretId")
          .refuseOnce("the request carries a SAS already", "leave out \"sas\", or leave out this");
    }
    fields.refuseUnknown();
    return url == null ? null : new ImageSource.Vhd(url, sas, sasSecretId);
  }

  private static @Nullable ImageSource machine(Fields fields) {
    ArmId id = fields.text("id", VIRTUAL_MACHINE);
    boolean generalize = fields.flag("generalize");
    fields.refuseUnknown();
    return id == null ? null : new ImageSource.VirtualMachine(id, generalize);
  }

  private static <T> Function<Fields, @Nullable ImageSource> byId(
      TextRule<T> rule, Function<T, ImageSource> source) {
    return fields -> {
      T id = fields.text("id", rule);
      fields.refuseUnknown();
      return id == null ? null : source.apply(id);
    };
  }
}
