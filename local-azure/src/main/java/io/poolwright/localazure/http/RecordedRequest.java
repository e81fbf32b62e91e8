package io.poolwright.localazure.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as the log shows it, without secrets.
 *
 * @param path undecoded, without the query
 * @param query undecoded, with signatures masked; null when there was none
 * @param headers by name in lower case; credentials are left out
 * @param requestBody JSON where the body was JSON, a string where it was a little text; null for
 *     anything else
 * @param status what was answered; null when the client got no answer
 */
public record RecordedRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, String> headers,
    @Nullable JsonNode requestBody,
    @Nullable Integer status) {}
