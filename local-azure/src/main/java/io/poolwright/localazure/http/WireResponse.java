package io.poolwright.localazure.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** An answer whose body is still on the connection; closing it frees the connection. */
public final class WireResponse implements AutoCloseable {

  /** Takes the connection back, or closes it when it cannot be used again. */
  interface Release {
    void release(boolean reusable);
  }

  private static final int REST = 64 * 1024;

  private final int status;
  private final List<Header> headers;
  private final InputStream body;
  private final long length;
  private final Release release;

  WireResponse(int status, List<Header> headers, InputStream body, long length, Release release) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.length = length;
    this.release = release;
  }

  public int status() {
    return status;
  }

  /** The header lines as they were written, without those that belong to the connection. */
  public List<Header> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return Header.first(headers, name);
  }

  public InputStream body() {
    return body;
  }

  /** Bytes in the body; -1 when only its end will tell. */
  public long length() {
    return length;
  }

  @Override
  public void close() {
    release.release(isRead());
  }

  /** A rest of up to one buffer is read, more is given up together with the connection. */
  private boolean isRead() {
    try {
      return body.readNBytes(REST).length < REST;
    } catch (IOException e) {
      return false;
    }
  }
}
