package io.poolwright.localazure.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.poolwright.localazure.http.WireExchange;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which requests Azurite can answer as Azure would, and which it cannot. */
final class BlobService implements HttpHandler {

  /** Writes after which Azure no longer tells where a blob was copied from. */
  private static final Set<String> FORGETTING = Set.of("", "properties", "blocklist");

  private final Upstream upstream;
  private final PutPageFromUrl putPageFromUrl;
  private final Copies copies;

  BlobService(Upstream upstream, PutPageFromUrl putPageFromUrl, Copies copies) {
    this.upstream = upstream;
    this.putPageFromUrl = putPageFromUrl;
    this.copies = copies;
  }

  @Override
  public void handle(HttpExchange given) throws IOException {
    var exchange = (WireExchange) given;
    try {
      serve(exchange, BlobCall.of(exchange));
    } catch (StorageFailure failure) {
      Relay.refuse(exchange, failure);
    }
  }

  private void serve(WireExchange exchange, BlobCall call) throws IOException, StorageFailure {
    refuseWhilePending(call);
    boolean fromUrl = call.header("x-ms-copy-source").isPresent();
    if (call.isPut("page") && fromUrl) {
      putPageFromUrl.handle(exchange, call);
    } else if (call.isPut("copy")) {
      copies.abort(exchange, call);
    } else if (!(call.isPut("") && fromUrl && copies.start(exchange, call))) {
      refuseLargePage(call);
      passThrough(exchange, call);
    }
  }

  private void passThrough(WireExchange exchange, BlobCall call)
      throws IOException, StorageFailure {
    WireResponse response = upstream.send(Relay.request(exchange, call));
    Optional<CopyState> copy = Optional.empty();
    if (call.method().matches("GET|HEAD") && response.status() < 300 && call.comp().isEmpty()) {
      copy = copies.onto(call.path());
    } else if (isForgetting(call) && response.status() < 300) {
      copies.forget(call.path());
    }
    Relay.answer(exchange, response, copy.map(CopyState::headers).orElse(List.of()));
  }

  /** All but the abort, and leases too. */
  private void refuseWhilePending(BlobCall call) throws StorageFailure {
    boolean writes = call.method().matches("PUT|DELETE");
    if (writes
        && !call.isPut("copy")
        && copies.onto(call.path()).filter(CopyState::isPending).isPresent()) {
      throw new StorageFailure(
          409, "PendingCopyOperation", "There is currently a pending copy operation.");
    }
  }

  private static void refuseLargePage(BlobCall call) throws StorageFailure {
    if (call.isPut("page") && call.length() > PutPageFromUrl.MOST_BYTES) {
      throw new StorageFailure(
          413,
          "RequestBodyTooLarge",
          "The request body is too large and exceeds the maximum permissible limit of 4 MiB.");
    }
  }

  private static boolean isForgetting(BlobCall call) {
    return call.method().equals("DELETE")
        || (call.method().equals("PUT") && FORGETTING.contains(call.comp()));
  }
}
