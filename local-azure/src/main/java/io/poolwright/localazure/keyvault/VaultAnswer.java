package io.poolwright.localazure.keyvault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the vault answers, as Key Vault words it. */
record VaultAnswer(int status, ObjectNode body) {
  /** How long a deleted secret could be recovered; said with each secret. */
  private static final int RECOVERABLE_DAYS = 90;

  /**
   * A secret with its value.
   *
   * @param vault {@code http://127.0.0.1:port}
   */
  static VaultAnswer of(String vault, String name, SecretVersion secret) {
    ObjectNode body = object();
    body.put("value", secret.value());
    body.put("id", vault + "/secrets/" + name + "/" + secret.version());
    ObjectNode attributes = body.putObject("attributes").put("enabled", secret.enabled());
    if (secret.expires() != null) {
      attributes.put("exp", secret.expires());
    }
    attributes.put("created", secret.created()).put("updated", secret.created());
    attributes.put("recoveryLevel", "Recoverable+Purgeable");
    attributes.put("recoverableDays", RECOVERABLE_DAYS);
    return new VaultAnswer(200, body);
  }

  /**
   * A refusal.
   *
   * @param code {@code ForbiddenByRbac} and its like, and {@code SecretDisabled}, stand behind a
   *     {@code Forbidden}
   */
  static VaultAnswer refusal(int status, String code, String message) {
    ObjectNode body = object();
    ObjectNode error = body.putObject("error");
    boolean inner = status == 403 && !code.equals("Forbidden");
    error.put("code", inner ? "Forbidden" : code).put("message", message);
    if (inner) {
      error.putObject("innererror").put("code", code);
    }
    return new VaultAnswer(status, body);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
