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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern END = Pattern.compile("(?:^|[?&])se=([^&]*)");
  private static final String SCOPE = "https://storage.azure.com/.default";

  /** A slice is over long before; what is in flight at its end may still use the SAS. */
  private static final Duration SPARE = Duration.ofMinutes(15);

  static SourceBlob of(ImageSource.Vhd source, StorageClients clients) {
    return of(source, clients, true);
  }

  /** The same, read by a client that tries once unless it is to be patient. */
  static SourceBlob of(ImageSource.Vhd source, StorageClients clients, boolean patient) {
    URI url = source.url();
    Secret sas = source.sas();
    if (sas != null) {
      return new SourceBlob(url, clients.withSas(url, sas, patient), sas, null, null);
    }
    StorageAccount account = clients.account(url).orElse(null);
    if (account == null) {
      TokenCredential identity = clients.settings().identity();
      return new SourceBlob(url, clients.foreign(url, patient), null, null, identity);
    }
    TokenCredential identity =
        account.credential() instanceof StorageAccount.Credential.Identity own ? own.token() : null;
    return new SourceBlob(url, clients.own(url, patient), null, account, identity);
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

  /** Whether {@link #copyUrl} alone opens it. */
  boolean isOpenByUrl() {
    return identity == null;
  }

  /** When the SAS of the request ends, if it says so itself; a stored access policy may say it. */
  Optional<Instant> sasEnd() {
    return Optional.ofNullable(sas).flatMap(SourceBlob::end);
  }

  private static Optional<Instant> end(Secret sas) {
    Matcher end = END.matcher(sas.reveal());
    if (!end.find()) {
      return Optional.empty();
    }
    String text = URLDecoder.decode(end.group(1), StandardCharsets.UTF_8);
    try {
      return Optional.of(OffsetDateTime.parse(text.contains("T") ? text : text + "T00:00Z"))
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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
