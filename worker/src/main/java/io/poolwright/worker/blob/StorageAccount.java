package io.poolwright.worker.blob;

import com.azure.core.credential.TokenCredential;
import io.poolwright.contracts.Secret;
import java.net.URI;

/**
 * A storage account that the worker has rights of its own in.
 *
 * @param endpoint of its blob service: {@code https://{account}.blob.core.windows.net}, or with the
 *     account in the path, {@code http://127.0.0.1:10000/{account}}
 */
public record StorageAccount(URI endpoint, Credential credential) {
  /** What the account lets the worker in by. */
  public sealed interface Credential {
    /** One of the account's two keys, in base64; for local runs. */
    record Key(Secret key) implements Credential {}

    /** An identity with data roles in the account. */
    record Identity(TokenCredential token) implements Credential {}
  }

  /** The account's name: the first part of the path, or without a path of the host. */
  String name() {
    String path = endpoint.getPath().replace("/", "");
    return path.isEmpty() ? endpoint.getHost().split("\\.", 2)[0] : path;
  }

  /** Whether a blob is in this account. Hosts have no case, and accounts no upper case. */
  boolean holds(URI blob) {
    String root = endpoint.toString().replaceFirst("/?$", "/");
    return blob.toString().regionMatches(true, 0, root, 0, root.length());
  }
}
