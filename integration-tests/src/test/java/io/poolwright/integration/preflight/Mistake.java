package io.poolwright.integration.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.poolwright.contracts.Problem;
import io.poolwright.worker.job.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A request that fits but for one thing, and what must be found of it. */
final class Mistake {
  private static final String PROVIDERS =
      "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.%s";
  static final String OWN = "00000000-0000-4000-8000-000000000001";
  static final String OTHER = "00000000-0000-4000-8000-000000000002";
  private static final String A_DAY = "2026-01-01";

  private static final String FITTING =
      """
      type: io.poolwright.provision.v1
      jobId: preflight
      image:
        source: {type: vhd, url: <vhds>/good.vhd}
        osType: Linux
        hyperVGeneration: V2
        definition: %s
      pool:
        id: %s
        properties:
          vmSize: Standard_D2s_v3
          deploymentConfiguration:
            virtualMachineConfiguration: {nodeAgentSkuId: batch.node.ubuntu 24.04}
          scaleSettings: {fixedScale: {targetDedicatedNodes: 2}}
      """
          .formatted(definition("plain"), pool("plain", "new"));

  private final String name;
  private final ObjectNode request = (ObjectNode) yaml(FITTING);
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private Consumer<AzureRoom> given = room -> {};
  private String day = A_DAY;

  private Mistake(String name) {
    this.name = name;
  }

  private record Finding(String kind, String pointer, String text) {
    boolean saysOf(Finding seen) {
      return kind.equals(seen.kind) && pointer.equals(seen.pointer) && seen.text.contains(text);
    }
  }

  static Mistake none() {
    return request("nothing is wrong");
  }

  static Mistake request(String name) {
    return new Mistake(name);
  }

  static String account(String name) {
    return PROVIDERS.formatted(OWN, "Batch/batchAccounts/" + name);
  }

  static String pool(String account, String name) {
    return account(account) + "/pools/" + name;
  }

  static String definition(String name) {
    return definition(OWN, "gallery", name);
  }

  static String definition(String subscription, String gallery, String name) {
    return compute(subscription, "galleries/" + gallery + "/images/" + name);
  }

  static String machine(String name) {
    return compute(OWN, "virtualMachines/" + name);
  }

  static String managedImage(String name) {
    return compute(OWN, "images/" + name);
  }

  private static String compute(String subscription, String path) {
    return PROVIDERS.formatted(subscription, "Compute/" + path);
  }

  /** Puts a value, in YAML, in the place of what is there. */
  Mistake with(String pointer, String value) {
    var at = JsonPointer.compile(pointer);
    request.withObject(at.head()).set(at.last().getMatchingProperty(), yaml(value));
    return this;
  }

  Mistake without(String pointer) {
    var at = JsonPointer.compile(pointer);
    request.withObject(at.head()).remove(at.last().getMatchingProperty());
    return this;
  }

  /** An image of another source, in YAML. */
  Mistake from(String source) {
    return with("/image/source", source);
  }

  /** An image that somebody has published. */
  Mistake fromPublished(String type, String id) {
    return without("/image/definition").from("{type: %s, id: %s}".formatted(type, id));
  }

  /** Another setting of the worker, as its environment has it; none if it is blank. */
  Mistake setting(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  /** What Azure is before. */
  Mistake given(Consumer<AzureRoom> change) {
    given = change;
    return this;
  }

  Mistake on(String date) {
    day = date;
    return this;
  }

  Mistake error(String pointer, String text) {
    findings.add(new Finding("error", pointer, text));
    return this;
  }

  Mistake warning(String pointer, String text) {
    findings.add(new Finding("warning", pointer, text));
    return this;
  }

  Observation lookedAtIn(AzureRoom room) {
    given.accept(room);
    return room.preflight(settings)
        .validate(room.request(request), Instant.parse(day + "T00:00:00Z"));
  }

  /** Holds that this is found, and nothing else. */
  void isFoundIn(AzureRoom room) {
    List<Finding> seen = findings(lookedAtIn(room));
    assertThat(seen).as("%s", seen).hasSameSizeAs(findings);
    assertThat(findings)
        .as("%s", seen)
        .allMatch(expected -> seen.stream().anyMatch(expected::saysOf));
  }

  private static List<Finding> findings(Observation observation) {
    var findings = new ArrayList<Finding>();
    if (observation instanceof Observation.ProblemsFound found) {
      found.problems().forEach(problem -> findings.add(finding("error", problem)));
      found.warnings().forEach(warning -> findings.add(finding("warning", warning)));
    } else if (observation instanceof Observation.RequestFits fits) {
      fits.warnings().forEach(warning -> findings.add(finding("warning", warning)));
    } else {
      var published = (Observation.ImagePublished) observation;
      published.warnings().forEach(warning -> findings.add(finding("warning", warning)));
    }
    return findings;
  }

  private static Finding finding(String kind, Problem problem) {
    return new Finding(kind, problem.pointer(), problem.problem());
  }

  static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
