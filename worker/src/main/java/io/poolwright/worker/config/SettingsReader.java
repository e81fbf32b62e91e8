package io.poolwright.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Channels;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for each setting by its path, with its form and its default. */
final class SettingsReader {
  private static final URI NOWHERE = URI.create("about:blank");
  private static final int KEY_BYTES = 32;

  private final SettingValues values;

  SettingsReader(SettingValues values) {
    this.values = values;
  }

  Settings read() {
    Settings settings = readAll();
    checkAuthentication(settings);
    checkLock(settings);
    values.finish();
    return settings;
  }

  Settings readAll() {
    return new Settings(
        text("name", "worker"), bus(), storage(), arm(), secrets(), engine(), breaker());
  }

  Settings.Bus bus() {
    Optional<Secret> connection =
        values.optional(
            "serviceBus.connectionString",
            "a connection string: Endpoint=sb://…",
            node -> new Secret(nonBlank(node)));
    Optional<String> namespace =
        values.optional(
            "serviceBus.fullyQualifiedNamespace",
            "a host: contoso.servicebus.windows.net",
            SettingsReader::nonBlank);
    if (connection.isPresent() == namespace.isPresent()) {
      values.problem(
          "serviceBus.connectionString",
          "or serviceBus.fullyQualifiedNamespace must be given, and not both");
    }
    return new Settings.Bus(
        connection.orElse(null),
        namespace.orElse(null),
        text("serviceBus.requestQueue", Channels.REQUESTS),
        text("serviceBus.wakeupQueue", "provisioning-wakeups"),
        text("serviceBus.eventTopic", Channels.EVENTS),
        number("serviceBus.concurrency", 8, 1, 64),
        duration("serviceBus.lockDuration", "PT1M"));
  }

  private Settings.Storage storage() {
    return new Settings.Storage(
        values.required(
            "storage.jobs", "the URL of a container", NOWHERE, SettingsReader::containerUrl),
        values.required(
            "storage.staging",
            "a list of {region, container, account}",
            List.of(),
            SettingsReader::stagings),
        accountKeys(),
        sources(),
        number("storage.requestsPerBlob", 6, 1, 32),
        number("storage.requestsInAll", 48, 1, 512));
  }

  Map<String, Secret> accountKeys() {
    return values
        .optional("storage.accountKeys", "a map of account name to key", SettingsReader::keys)
        .orElse(Map.of());
  }

  private Settings.Storage.Sources sources() {
    return new Settings.Storage.Sources(
        texts("storage.sourceSchemes", List.of("https", "http")),
        texts("storage.sourceHosts", List.of(".blob.core.windows.net")),
        texts("storage.sourceAccounts", List.of()));
  }

  Settings.Arm arm() {
    return new Settings.Arm(
        values
            .optional("arm.endpoint", "a URL", SettingsReader::url)
            .orElse(URI.create("https://management.azure.com")),
        text("arm.authentication", "default"),
        texts("arm.subscriptions", List.of()),
        texts("arm.resourceGroups", List.of()),
        text("arm.batchApiVersion", "2025-06-01"),
        text("arm.galleryApiVersion", "2024-03-03"));
  }

  private Settings.Engine engine() {
    return new Settings.Engine(
        duration("engine.defaultDeadline", "PT24H"),
        duration("engine.slice", "PT10S"),
        duration("engine.callTimeout", "PT20S"),
        duration("engine.pollFloor", "PT5S"),
        duration("engine.pollCeiling", "PT2M"),
        duration("engine.backoffFirst", "PT2S"),
        duration("engine.backoffCap", "PT5M"),
        number("engine.maxAttempts", 8, 1, 100),
        duration("engine.quotaPause", "PT5M"),
        duration("engine.secondSweepAfter", "PT2M"));
  }

  private Settings.Secrets secrets() {
    return new Settings.Secrets(
        values.optional("secrets.key", "base64 of 32 bytes", SettingsReader::key).orElse(null),
        values
            .optional(
                "keyVault.vaults",
                "a list of vaults like https://contoso.vault.azure.net",
                SettingsReader::vaults)
            .orElse(List.of()));
  }

  private Settings.Breaker breaker() {
    return new Settings.Breaker(
        number("breaker.failureRate", 50, 1, 100),
        number("breaker.window", 20, 1, 1000),
        number("breaker.minimumCalls", 10, 1, 1000),
        duration("breaker.pause", "PT30S"),
        number("breaker.trial", 3, 1, 100));
  }

  private void checkAuthentication(Settings settings) {
    String host = String.valueOf(settings.arm().endpoint().getHost());
    boolean loopback = host.equals("127.0.0.1") || host.equals("localhost");
    switch (settings.arm().authentication()) {
      case "default" -> {}
      case "none" -> {
        if (!loopback) {
          values.problem("arm.authentication", "may be \"none\" only on loopback");
        }
      }
      default -> values.problem("arm.authentication", "is neither \"default\" nor \"none\"");
    }
    checkVaults(settings);
  }

  /** Else a token would travel in clear, or the vault be asked without one. */
  private void checkVaults(Settings settings) {
    boolean none = settings.arm().authentication().equals("none");
    String scheme = none ? "http" : "https";
    if (!settings.secrets().vaults().stream().allMatch(v -> v.getScheme().equals(scheme))) {
      values.problem(
          "keyVault.vaults",
          none
              ? "may only have vaults on loopback, by http, while arm.authentication is \"none\""
              : "may only have vaults by https, unless arm.authentication is \"none\"");
    }
  }

  /** Else no write would ever be begun: each needs that much left of its message's lock. */
  private void checkLock(Settings settings) {
    Duration half = settings.serviceBus().lockDuration().dividedBy(2);
    if (settings.engine().callTimeout().compareTo(half) > 0) {
      values.problem(
          "engine.callTimeout", "is more than half of serviceBus.lockDuration; make it " + half);
    }
  }

  private String text(String path, String preset) {
    return values.optional(path, "a text", SettingsReader::nonBlank).orElse(preset);
  }

  private List<String> texts(String path, List<String> preset) {
    return values.optional(path, "a list of texts", SettingsReader::texts).orElse(preset);
  }

  private int number(String path, int preset, int least, int most) {
    String form = "a whole number from " + least + " to " + most;
    return values.optional(path, form, node -> between(node, least, most)).orElse(preset);
  }

  private Duration duration(String path, String preset) {
    return values
        .optional(path, "a positive ISO 8601 duration like " + preset, SettingsReader::span)
        .orElse(Duration.parse(preset));
  }

  private static int between(JsonNode node, int least, int most) {
    require(node.canConvertToInt() && node.intValue() >= least && node.intValue() <= most);
    return node.intValue();
  }

  private static Duration span(JsonNode node) {
    Duration span = Duration.parse(nonBlank(node));
    require(!span.isNegative() && !span.isZero());
    return span;
  }

  private static String nonBlank(JsonNode node) {
    require(node.isValueNode() && !node.asText().isBlank());
    return node.asText();
  }

  private static List<String> texts(JsonNode node) {
    require(node.isArray());
    var texts = new ArrayList<String>();
    node.forEach(item -> texts.add(nonBlank(item)));
    return texts;
  }

  private static URI url(JsonNode node) {
    URI url = URI.create(nonBlank(node).replaceAll("/+$", ""));
    require(url.getHost() != null && url.getQuery() == null && url.getFragment() == null);
    return url;
  }

  /** Written as an identifier of a secret names its vault. */
  private static List<URI> vaults(JsonNode node) {
    return texts(node).stream()
        .map(url -> new SecretId(url.replaceAll("/+$", "") + "/secrets/any").vault())
        .distinct()
        .toList();
  }

  static URI containerUrl(JsonNode node) {
    URI url = url(node);
    require(url.getPath().length() > 1);
    return url;
  }

  private static List<Settings.Storage.Staging> stagings(JsonNode node) {
    require(node.isArray() && !node.isEmpty());
    var stagings = new ArrayList<Settings.Storage.Staging>();
    node.forEach(
        item ->
            stagings.add(
                new Settings.Storage.Staging(
                    nonBlank(item.path("region")),
                    containerUrl(item.path("container")),
                    ArmId.parse(nonBlank(item.path("account"))),
                    flag(item.path("inPlace"), true))));
    return stagings;
  }

  private static boolean flag(JsonNode node, boolean ifAbsent) {
    require(node.isBoolean() || node.isMissingNode());
    return node.asBoolean(ifAbsent);
  }

  private static Map<String, Secret> keys(JsonNode node) {
    require(node.isObject());
    var keys = new LinkedHashMap<String, Secret>();
    node.properties().forEach(e -> keys.put(e.getKey(), new Secret(nonBlank(e.getValue()))));
    return keys;
  }

  private static Secret key(JsonNode node) {
    require(Base64.getDecoder().decode(nonBlank(node)).length == KEY_BYTES);
    return new Secret(nonBlank(node));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not of the form");
    }
  }
}
