package io.poolwright.worker.app;

import com.azure.storage.blob.BlobUrlParts;
import io.poolwright.worker.blob.PageUpload;
import io.poolwright.worker.config.DeskSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** Opens a blob for a file that is sent to it. */
public final class Uploads {
  /** Put Page sends four mebibytes, and not every line is fast. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private Uploads() {}

  /**
   * A page blob, with the key of its account or with the identity of whoever runs this.
   *
   * @throws IllegalArgumentException if the URL is none of a blob, or there are no credentials
   */
  public static PageUpload open(URI blob, DeskSettings desk, InstantSource clock) {
    BlobUrlParts parts = BlobUrlParts.parse(blob.toString());
    if (parts.getBlobContainerName() == null || parts.getBlobName() == null) {
      throw new IllegalArgumentException("it names no blob in a container");
    }
    URI endpoint = endpoint(blob, parts);
    var container = URI.create(endpoint + "/" + parts.getBlobContainerName());
    return new PageUpload(Clients.storage(container, endpoint, desk, ANSWER), blob, clock);
  }

  /** A storage emulator has the account in the path. */
  private static URI endpoint(URI blob, BlobUrlParts parts) {
    String account = "/" + parts.getAccountName();
    boolean inPath =
        blob.getRawPath().startsWith(account + "/" + parts.getBlobContainerName() + "/");
    return URI.create(blob.getScheme() + "://" + blob.getRawAuthority() + (inPath ? account : ""));
  }
}
