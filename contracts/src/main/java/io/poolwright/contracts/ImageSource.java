package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the image comes from. The property {@code type} says which of these it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = ImageSource.Vhd.class, name = "vhd"))
public sealed interface ImageSource {
  /**
   * A fixed VHD in a page blob.
   *
   * @param url the blob's address, without a query
   * @param sas a shared access signature that lets the blob be read; absent when the worker's own
   *     identity may read it. Kept apart from the URL so that no log can show it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Vhd(URI url, @Nullable Secret sas) implements ImageSource {}

  /** A VHD that the worker's own identity may read. */
  static Vhd vhd(URI url) {
    return new Vhd(url, null);
  }

  /** A VHD that the bearer of this SAS, the query of a SAS URL, may read. */
  static Vhd vhd(URI url, String sas) {
    return new Vhd(url, new Secret(sas));
  }
}
