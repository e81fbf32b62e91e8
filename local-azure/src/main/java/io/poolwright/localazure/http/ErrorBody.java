package io.poolwright.localazure.http;

import java.util.ArrayList;
import java.util.List;

/** How one service words its errors: ARM in JSON, Storage in XML with a header beside it. */
@FunctionalInterface
public interface ErrorBody {

  /** The error as that service would send it. The status line is written by the caller. */
  Rendered render(int status, String code, String message);

  /** A response without its status. */
  record Rendered(List<Header> headers, String body) {

    public static Rendered of(String contentType, String body, Header... more) {
      List<Header> headers = new ArrayList<>(List.of(more));
      headers.add(new Header("content-type", contentType));
      return new Rendered(List.copyOf(headers), body);
    }
  }
}
