package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.Operation.Failure;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a look at the source blob showed: why it cannot become an image, or nothing. */
record BlobLook(Optional<Failure> failure) {
  private static final Logger log = LoggerFactory.getLogger(BlobLook.class);

  static BlobLook none() {
    return new BlobLook(Optional.empty());
  }

  /** Looks at a blob; whatever goes wrong on the way becomes the reason of a failure. */
  static BlobLook at(String uri, SourceDisks disks) {
    String shown = withoutQuery(uri);
    try {
      return new BlobLook(VhdCheck.of(shown, disks.find(URI.create(uri))));
    } catch (RuntimeException e) {
      log.warn("the source blob {} cannot be read: {}", shown, e.getClass().getSimpleName());
      return new BlobLook(
          Optional.of(
              new Failure("InvalidParameter", "The source blob " + shown + " cannot be read.")));
    }
  }

  /** The address without what may be a shared access signature. */
  static String withoutQuery(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
