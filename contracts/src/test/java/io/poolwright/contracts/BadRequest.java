package io.poolwright.contracts;

import static io.poolwright.contracts.Documents.DEFINITION;
import static io.poolwright.contracts.Documents.POOL;
import static io.poolwright.contracts.Documents.RG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that can be parsed but is wrong in one place.
 *
 * @param pointer the place that must be named
 * @param schemaTells whether the JSON Schema refuses it as well
 */
record BadRequest(String name, ObjectNode document, String pointer, boolean schemaTells) {
  private static final String URL = "/image/source/url";
  private static final String SAS = "/image/source/sas";
  private static final String SECRET = "/image/source/sasSecretId";
  private static final String PROPERTIES = "/pool/properties";
  private static final String FALLBACKS = "/pool/fallbacks";
  private static final String SCALE = PROPERTIES + "/scaleSettings";
  private static final String FIXED = SCALE + "/fixedScale";
  private static final String MACHINE =
      PROPERTIES + "/deploymentConfiguration/virtualMachineConfiguration";

  static Stream<BadRequest> all() {
    return Stream.of(missing(), wrongTypes(), unknown(), values(), sources(), secrets(), pool())
        .flatMap(List::stream);
  }

  private static List<BadRequest> missing() {
    return Stream.of(
            "/type",
            "/image",
            "/image/source",
            "/image/source/type",
            URL,
            "/image/osType",
            "/image/hyperVGeneration",
            "/image/definition",
            "/pool",
            "/pool/id",
            PROPERTIES,
            PROPERTIES + "/vmSize",
            SCALE,
            PROPERTIES + "/deploymentConfiguration",
            MACHINE,
            MACHINE + "/nodeAgentSkuId")
        .map(at -> new BadRequest("no " + at, Documents.without(at), at, true))
        .toList();
  }

  private static List<BadRequest> wrongTypes() {
    return Stream.of(
            "/type=7",
            "/image=[]",
            "/image/source=\"x\"",
            "/image/osType=true",
            "/image/version=1",
            "/image/source/sas=null",
            "/image/source/sasSecretId={}",
            "/deadline=6",
            "/onFailure={}",
            "/pool=null",
            "/pool/id=[]",
            PROPERTIES + "=\"x\"",
            PROPERTIES + "/vmSize=5",
            PROPERTIES + "/metadata={}",
            MACHINE + "=[]",
            FIXED + "=[]",
            FIXED + "/targetDedicatedNodes=\"2\"")
        .map(change -> change.split("=", 2))
        .map(c -> new BadRequest("wrong type " + c[0], Documents.with(c[0], c[1]), c[0], true))
        .toList();
  }

  private static List<BadRequest> unknown() {
    return List.of(
        text("unknown version of the type", "/type", "io.poolwright.provision.v2", true),
        text("unknown property", "/image/ostype", "Linux", true),
        text("@class", "/@class", "javax.script.ScriptEngineManager", true),
        text("@class in the source", "/image/source/@class", "java.net.URL", true),
        text("unknown kind of source", "/image/source/type", "iso", true),
        text("unknown operating system", "/image/osType", "linux", true),
        text("unknown generation", "/image/hyperVGeneration", "V3", true),
        text("unknown onFailure", "/onFailure", "rollback", true));
  }

  private static List<BadRequest> values() {
    return List.of(
        text("http URL", URL, "http://example.blob.core.windows.net/c/b.vhd", true),
        text("URL with a query", URL, "https://example.blob.core.windows.net/c/b?x=1", true),
        text("URL with a fragment", URL, "https://example.blob.core.windows.net/c/b#x", true),
        text("URL with a user", URL, "https://me@example.blob.core.windows.net/c/b", true),
        text("URL beyond 2 KB", URL, "https://a.example/c/" + "b".repeat(2048), true),
        text("SAS without a signature", SAS, "sv=2024-11-04&sr=b", true),
        text("SAS with a line break", SAS, "sv=1&sig=a\r\nHost: x", true),
        text("SAS and a secret", SECRET, "https://contoso.vault.azure.net/secrets/sas", true),
        text("SAS that is endless", SAS, "sig=" + "a".repeat(5000), true),
        text("pool id of a subscription", "/pool/id", "/subscriptions/abc", true),
        text("definition id of a pool", "/image/definition", POOL, false),
        text("pool id of a definition", "/pool/id", DEFINITION, false),
        text("pool name too long", "/pool/id", POOL + "x".repeat(58), false),
        text("pool name with a dot", "/pool/id", POOL + ".x", false),
        text("id beyond 1024 characters", "/pool/id", POOL + "/x/y".repeat(300), true),
        text("gallery name with a dash", "/image/definition", gallery("a-b"), false),
        text("gallery name of 81", "/image/definition", gallery("a".repeat(81)), false),
        text("version of two numbers", "/image/version", "1.0", true),
        text("version beyond 32 bits", "/image/version", "1.0.2147483648", false),
        text("version that is negative", "/image/version", "1.0.-1", true),
        text("version latest", "/image/version", "latest", true),
        text("api-version in words", "/pool/apiVersion", "latest", true),
        text("deadline in words", "/deadline", "tomorrow", true),
        text("deadline of no length", "/deadline", "PT0S", false),
        text("deadline of a century", "/deadline", "P36600D", false),
        text("deadline that overflows", "/deadline", "PT9223372036854775807S", false),
        text("deadline on no day", "/deadline", "2026-02-30T00:00:00Z", false),
        text("deadline without a zone", "/deadline", "2026-12-01T08:00:00", true));
  }

  private static List<BadRequest> sources() {
    String source = "/image/source";
    String id = source + "/id";
    String vm = RG + "/Microsoft.Compute/virtualMachines/vm";
    String version = DEFINITION + "/versions/1.0.42";
    return List.of(
        change("a machine without an id", source, "{\"type\":\"virtualMachine\"}", id, true),
        change("a machine that is an image", source, source("virtualMachine", version), id, false),
        change("an image that is a machine", source, source("managedImage", vm), id, false),
        change(
            "generalize in words",
            source,
            "{\"type\":\"virtualMachine\",\"id\":\"" + vm + "\",\"generalize\":\"yes\"}",
            source + "/generalize",
            true),
        text("a staged copy that is kept in words", "/image/keepStagedVhd", "yes", true),
        new BadRequest(
            "a staged copy of a machine", stagedMachine(vm), "/image/keepStagedVhd", false),
        text("a definition that is created in words", "/image/createDefinition", "yes", true),
        new BadRequest(
            "a definition to be created of a published image",
            publishedThatCreatesDefinition(version),
            "/image/createDefinition",
            true),
        new BadRequest(
            "a published image with a definition",
            publishedWithDefinition(version),
            "/image/definition",
            true),
        change(
            "a version that is a definition",
            source,
            source("galleryImageVersion", DEFINITION),
            id,
            true),
        change(
            "a community image by its ARM id",
            source,
            source("communityGalleryImage", version),
            id,
            true),
        change(
            "a shared image that is a community's",
            source,
            source("sharedGalleryImage", "/CommunityGalleries/g/Images/i/Versions/1.0.0"),
            id,
            true));
  }

  private static List<BadRequest> secrets() {
    String vault = "https://contoso.vault.azure.net";
    return Stream.of(
            "vault over http=http://contoso.vault.azure.net/secrets/sas",
            "vault of a user=https://me@contoso.vault.azure.net/secrets/sas",
            "vault behind a user=https://contoso.vault.azure.net@evil.example/secrets/sas",
            "vault with a dot behind=https://contoso.vault.azure.net./secrets/sas",
            "vault that is a file=file:///secrets/sas",
            "vault alone=" + vault,
            "secret without a name=" + vault + "/secrets/",
            "secret with a query=" + vault + "/secrets/sas?api-version=7.4",
            "secret with a fragment=" + vault + "/secrets/sas#x",
            "secret by a path=" + vault + "/secrets/../keys/sas",
            "secret by a sly path=" + vault + "/secrets/%2e%2e",
            "secret with an underscore=" + vault + "/secrets/my_sas",
            "secret of 128 characters=" + vault + "/secrets/" + "s".repeat(128),
            "secret with a short version=" + vault + "/secrets/sas/1",
            "secret with a slash behind=" + vault + "/secrets/sas/",
            "secret with a line break=" + vault + "/secrets/sas\nx",
            "key=" + vault + "/keys/sas",
            "certificate=" + vault + "/certificates/sas",
            "SAS in place of a secret=sv=2024-11-04&sig=x")
        .map(bad -> bad.split("=", 2))
        .map(bad -> new BadRequest(bad[0], ofSecret(bad[1]), SECRET, true))
        .toList();
  }

  private static ObjectNode ofSecret(String id) {
    ObjectNode request = Documents.withText(SECRET, id);
    request.withObject("/image/source").remove("sas");
    return request;
  }

  private static ObjectNode publishedWithDefinition(String version) {
    ObjectNode request = Documents.with("/image/source", source("galleryImageVersion", version));
    request.withObject("/image").remove("version");
    return request;
  }

  private static ObjectNode publishedThatCreatesDefinition(String version) {
    ObjectNode request = publishedWithDefinition(version);
    request.withObject("/image").put("createDefinition", true).remove("definition");
    return request;
  }

  private static ObjectNode stagedMachine(String vm) {
    ObjectNode request = Documents.with("/image/source", source("virtualMachine", vm));
    request.withObject("/image").put("keepStagedVhd", true);
    return request;
  }

  private static String source(String type, String id) {
    return "{\"type\":\"%s\",\"id\":\"%s\"}".formatted(type, id);
  }

  private static List<BadRequest> pool() {
    return List.of(
        text("empty VM size", PROPERTIES + "/vmSize", " ", true),
        text("empty node agent", MACHINE + "/nodeAgentSkuId", "", true),
        change("both scales", SCALE + "/autoScale", "{\"formula\":\"1\"}", SCALE, true),
        change("no scale", SCALE, "{}", SCALE, true),
        change("negative nodes", FIXED + "/targetDedicatedNodes", "-1", true),
        change("2^31 nodes", FIXED + "/targetLowPriorityNodes", "2147483648", true),
        change("half a node", FIXED + "/targetDedicatedNodes", "0.5", true),
        change("an image reference", MACHINE + "/imageReference", "{}", true),
        change("an image reference in disguise", MACHINE + "/ImageReference", "{}", false),
        change("a property that Azure does not know", PROPERTIES + "/nodeCount", "1", false),
        change("a second vmSize", PROPERTIES + "/VMSIZE", "\"x\"", false),
        change("fallbacks that are no list", FALLBACKS, "{}", true),
        change(
            "a fallback that is a text",
            FALLBACKS,
            "[\"Standard_D4s_v5\"]",
            FALLBACKS + "/0",
            true),
        change("a fallback that changes nothing", FALLBACKS, "[{}]", FALLBACKS + "/0", true),
        change(
            "a fallback without a size",
            FALLBACKS,
            "[{\"vmSize\":\" \"}]",
            FALLBACKS + "/0/vmSize",
            true),
        change(
            "a fallback for something else",
            FALLBACKS,
            "[{\"lowPriority\":true,\"nodes\":3}]",
            FALLBACKS + "/0/nodes",
            true),
        change(
            "eleven fallbacks",
            FALLBACKS,
            "[" + "{\"vmSize\":\"a\"},".repeat(10) + "{\"vmSize\":\"b\"}]",
            true),
        new BadRequest(
            "low-priority nodes in place of a formula's",
            formulaOrLowPriority(),
            FALLBACKS + "/0/lowPriority",
            false),
        entry("metadata entry without a value", "{\"name\":\"x\"}", "/value", true),
        entry("metadata entry that is a text", "\"x\"", "", true),
        entry("our marker", "{\"name\":\"poolwright-job\",\"value\":\"x\"}", "/name", true),
        entry(
            "our marker shouted", "{\"name\":\"Poolwright-JOB\",\"value\":\"x\"}", "/name", false));
  }

  private static ObjectNode formulaOrLowPriority() {
    ObjectNode request = Documents.with(SCALE, "{\"autoScale\":{\"formula\":\"$x=1;\"}}");
    request.withArray(FALLBACKS).addObject().put("lowPriority", true);
    return request;
  }

  private static BadRequest text(String name, String at, String value, boolean schemaTells) {
    return new BadRequest(name, Documents.withText(at, value), at, schemaTells);
  }

  private static BadRequest change(String name, String at, String json, boolean schemaTells) {
    return change(name, at, json, at, schemaTells);
  }

  private static BadRequest change(
      String name, String at, String json, String pointer, boolean schemaTells) {
    return new BadRequest(name, Documents.with(at, json), pointer, schemaTells);
  }

  private static BadRequest entry(String name, String json, String below, boolean schemaTells) {
    String metadata = PROPERTIES + "/metadata";
    return change(name, metadata, "[" + json + "]", metadata + "/0" + below, schemaTells);
  }

  private static String gallery(String name) {
    return RG + "/Microsoft.Compute/galleries/" + name + "/images/ubuntu";
  }

  @Override
  public String toString() {
    return name;
  }
}
