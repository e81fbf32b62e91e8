package io.poolwright.integration.chaos;

import io.poolwright.integration.process.WorkerSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be nowhere to be seen (I6): every SAS that was sent, and the keys of the workers. */
final class Secrets {
  private final Map<String, String> names = new HashMap<>();

  Secrets(Ledger ledger, Site site) {
    ledger.images().forEach(image -> names.put(image.signature(), "the SAS of " + image.name()));
    names.put(site.accountKey(), "the key of the storage account");
    names.put(WorkerSettings.SECRETS_KEY, "the key of the documents");
  }

  /** A sentence for each secret that stands in these texts. */
  List<String> in(List<String> texts) {
    return names.entrySet().stream()
        .filter(secret -> texts.stream().anyMatch(text -> text.contains(secret.getKey())))
        .map(secret -> secret.getValue() + " is to be seen")
        .toList();
  }
}
