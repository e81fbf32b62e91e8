package io.poolwright.localazure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.ArmConfig;
import io.poolwright.localazure.arm.ArmSimulator;
import io.poolwright.localazure.arm.Vhd;
import io.poolwright.localazure.arm.VhdReader;
import io.poolwright.localazure.keyvault.KeyVault;
import io.poolwright.localazure.keyvault.KeyVaultConfig;
import io.poolwright.localazure.servicebus.Broker;
import io.poolwright.localazure.servicebus.BrokerConfig;
import io.poolwright.localazure.storage.BlobReader;
import io.poolwright.localazure.storage.StorageConfig;
import io.poolwright.localazure.storage.StorageGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The services, wired to each other. */
record LocalServices(LocalAzureConfig settings, Path data, Path installDir) {

  /** Starts them and says where they are. */
  ObjectNode startInto(Services services) throws IOException {
    ObjectNode ready = JsonNodeFactory.instance.objectNode();
    Broker broker = services.add(Broker.start(brokerConfig()));
    ready.put("serviceBusConnectionString", broker.connectionString());
    StorageConfig storage = settings.section("storage", StorageConfig.class);
    StorageGateway gateway =
        services.add(StorageGateway.start(storage, data.resolve("storage"), installDir));
    String account = storage.accounts().get(0).name();
    ready.put("blobEndpoint", gateway.endpoint(account).toString());
    ArmSimulator arm =
        services.add(ArmSimulator.start(armConfig(), eyes(gateway.reader()), Clock.systemUTC()));
    ready.put("armEndpoint", arm.endpoint().toString());
    KeyVault vault = services.add(KeyVault.start(keyVaultConfig(), Clock.systemUTC()));
    ready.put("keyVaultEndpoint", vault.endpoint().toString());
    ready.put("storageAccount", account);
    ready.put("storageKey", gateway.key(account));
    describe(settings.section("arm"), ready);
    return ready;
  }

  private BrokerConfig brokerConfig() throws IOException {
    settings.preset("serviceBus", "journalDirectory", data.resolve("servicebus"));
    return settings.section("serviceBus", BrokerConfig.class);
  }

  private ArmConfig armConfig() throws IOException {
    settings.preset("arm", "dataDirectory", data.resolve("arm"));
    return settings.section("arm", ArmConfig.class);
  }

  private KeyVaultConfig keyVaultConfig() throws IOException {
    settings.preset("keyVault", "dataDirectory", data.resolve("keyvault"));
    return settings.section("keyVault", KeyVaultConfig.class);
  }

  /** The first of each kind that the configuration declares is the one that examples use. */
  private static void describe(JsonNode arm, ObjectNode ready) {
    String subscription = arm.at("/subscriptions/0/id").asText();
    ready.put("subscriptionId", subscription);
    JsonNode account = arm.at("/batchAccounts/0");
    ready.put(
        "batchAccountId",
        provider(subscription, account, "Microsoft.Batch/batchAccounts/")
            + account.path("name").asText());
    JsonNode gallery = arm.at("/galleries/0");
    ready.put(
        "galleryImageDefinitionId",
        provider(subscription, gallery, "Microsoft.Compute/galleries/")
            + gallery.path("name").asText()
            + "/images/"
            + gallery.at("/definitions/0/name").asText());
  }

  private static String provider(String subscription, JsonNode resource, String type) {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s"
        .formatted(subscription, resource.path("resourceGroup").asText(), type);
  }

  /** Compute looks into storage with rights of its own. */
  private static VhdReader eyes(BlobReader blobs) {
    return new VhdReader() {
      @Override
      public Optional<Vhd> head(URI blob) {
        return blobs.head(blob).map(found -> new Vhd(found.length(), found.type()));
      }

      @Override
      public byte[] range(URI blob, long offset, int length) {
        return blobs.range(blob, offset, length);
      }
    };
  }
}
