package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.ErrorBody;
import io.poolwright.localazure.http.Header;
import java.util.ArrayList;
import java.util.List;

/** An answer other than success, in Blob Storage's own terms. */
final class StorageFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String text;
  private final transient List<Header> more;

  /**
   * @param code as in Microsoft's list of Blob service error codes
   * @param more headers beside {@code x-ms-error-code}
   */
  StorageFailure(int status, String code, String message, Header... more) {
    super(message);
    this.text = message;
    this.status = status;
    this.code = code;
    this.more = List.of(more);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Status, code and message in one line, as {@code x-ms-copy-status-description} has them. */
  String inOneLine() {
    return status + " " + code + " " + text;
  }

  ErrorBody.Rendered rendered() {
    ErrorBody.Rendered plain = render(status, code, text);
    List<Header> headers = new ArrayList<>(plain.headers());
    headers.addAll(more);
    return new ErrorBody.Rendered(headers, plain.body());
  }

  /** The XML that every Blob Storage error carries, with its code repeated in a header. */
  static ErrorBody.Rendered render(int status, String code, String message) {
    String body =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Error><Code>%s</Code><Message>%s</Message></Error>
        """
            .formatted(escaped(code), escaped(message));
    return ErrorBody.Rendered.of(
        "application/xml", body.strip(), new Header("x-ms-error-code", code));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
