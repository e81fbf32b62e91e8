package io.poolwright.worker.blob;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpAuthorization;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source and the way in which it lets itself be read.
 *
 * @param client reads it for the worker
 * @param sas what came with the request
 * @param account the worker's own account that it is in, if it came without a SAS
 * @param identity whose token opens it, or null if no token is needed
 */
record SourceBlob(
    URI url,
    BlobClient client,
    @Nullable Secret sas,
    @Nullable StorageAccount account,
    @Nullable TokenCredential identity) {
  private static final String SCOPE = "https://storage.azure.com/.default";

  /** A slice is over long before; what is in flight at its end may still use the SAS. */
  private static final Duration SPARE = Duration.ofMinutes(15);

  static SourceBlob of(ImageSource.Vhd source, StorageClients clients) {
    Secret sas = source.sas();
    if (sas != null) {
      return new SourceBlob(source.url(), clients.withSas(source.url(), sas), sas, null, null);
    }
    StorageAccount account = clients.account(source.url()).orElse(null);
    if (account == null) {
      TokenCredential identity = clients.settings().identity();
      return new SourceBlob(source.url(), clients.foreign(source.url()), null, null, identity);
    }
    TokenCredential identity =
        account.credential() instanceof StorageAccount.Credential.Identity own ? own.token() : null;
    return new SourceBlob(source.url(), clients.own(source.url(), true), null, account, identity);
  }

  /**
   * The address under which the destination's service may read the source until {@code until}. With
   * an account key it carries a SAS made for this purpose, because a service that copies cannot
   * sign with our key.
   */
  Secret copyUrl(Instant until) {
    if (sas != null) {
      String token = sas.reveal();
      return new Secret(url + (token.startsWith("?") ? "" : "?") + token);
    }
    if (account != null && account.credential() instanceof StorageAccount.Credential.Key) {
      var readable =
          new BlobServiceSasSignatureValues(
              until.plus(SPARE).atOffset(ZoneOffset.UTC),
              new BlobSasPermission().setReadPermission(true));
      return new Secret(url + "?" + client.generateSas(readable));
    }
    return new Secret(url.toString());
  }

  /** What the destination's service has to show the source's, where that is a token. */
  Optional<HttpAuthorization> copyAuthorization() {
    return Optional.ofNullable(identity)
        .map(whose -> whose.getTokenSync(new TokenRequestContext().addScopes(SCOPE)).getToken())
        .map(token -> new HttpAuthorization("Bearer", token));
  }

  /** Shows the address only. */
  @Override
  public String toString() {
    return BlobAddress.shown(url);
  }
}
