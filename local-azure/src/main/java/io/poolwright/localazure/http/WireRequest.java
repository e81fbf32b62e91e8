package io.poolwright.localazure.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/**
 * A request as it will be written, header lines in their own case.
 *
 * @param target path and query, undecoded
 * @param headers without framing; length and connection headers in here are left out
 * @param length of the body in bytes; -1 when unknown, which sends it in chunks
 */
public record WireRequest(
    String method, String target, List<Header> headers, InputStream body, long length) {

  public static WireRequest withoutBody(String method, String target, List<Header> headers) {
    return withBody(method, target, headers, new byte[0]);
  }

  public static WireRequest withBody(
      String method, String target, List<Header> headers, byte[] body) {
    return new WireRequest(method, target, headers, new ByteArrayInputStream(body), body.length);
  }
}
