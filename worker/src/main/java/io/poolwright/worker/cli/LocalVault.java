package io.poolwright.worker.cli;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.azure.AzureSettings.Timeouts;
import io.poolwright.worker.azure.VaultPipeline;
import java.net.URI;
import java.util.Optional;

/** The Key Vault on this machine, which asks nobody who he is. */
record LocalVault(URI endpoint) {
  /**
   * Puts a secret in, so that requests can name it.
   *
   * @throws CommandFailed if the vault does not take it
   */
  void keep(String name, Secret secret) {
    HttpPipeline pipeline = VaultPipeline.build(endpoint, Timeouts.DEFAULT, Optional.empty());
    String body = JsonNodeFactory.instance.objectNode().put("value", secret.reveal()).toString();
    var request =
        new HttpRequest(HttpMethod.PUT, endpoint + "/secrets/" + name + "?api-version=7.4")
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
            .setBody(body);
    HttpResponse answer = pipeline.send(request).block();
    if (answer == null || answer.getStatusCode() != 200) {
      throw CommandFailed.unreachable("The Key Vault on this machine takes no secret.");
    }
  }
}
