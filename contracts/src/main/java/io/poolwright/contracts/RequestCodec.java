package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * Requests as bytes: one JSON document (RFC 8259, UTF-8 without a byte order mark) of at most
 * {@value #MAX_BYTES} bytes, {@value #MAX_DEPTH} levels and {@value #MAX_VALUES} values. Its shape
 * is in {@code request-v1.schema.json} beside this class.
 */
public final class RequestCodec {
  /** The largest message of the Service Bus standard tier. */
  public static final int MAX_BYTES = 256 * 1024;

  public static final int MAX_DEPTH = 64;

  /** Far above any pool, far below what 256 KB of brackets and commas could hold. */
  public static final int MAX_VALUES = 20_000;

  private static final ObjectWriter WRITER = ContractJson.revealingMapper().writer();

  private RequestCodec() {}

  /** Reads a message once and fully: a wrong request is answered with all that is wrong in it. */
  public static Decoded decode(byte[] body) {
    try {
      return RequestReader.read(JsonReader.read(body));
    } catch (UnreadableException e) {
      return new Decoded.Unreadable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * The canonical wire form, to be sent to the request queue and shown to nobody: secrets stand in
   * it as they are.
   */
  public static byte[] encode(Request request) {
    String type = request instanceof ProvisionRequest ? ProvisionRequest.TYPE : CancelRequest.TYPE;
    try {
      return WRITER.writeValueAsBytes(new Envelope(type, request));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the request cannot be written as JSON", e);
    }
  }

  private record Envelope(String type, @JsonUnwrapped Request request) {}
}
