package io.poolwright.worker.steps;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.job.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What strangers may send, each by its name: a typed refusal that names the place or the reason, no
 * call to Azure, no secret in the answer. (A source that redirects is in {@code SourceAccessTest},
 * wake-ups are in {@code WakeupCodecTest}.)
 */
class BadInputsTest {
  private static final JsonMapper JSON = ContractJson.newMapper();
  private static final String URL = "/image/source/url";
  private static final String ID = "/pool/id";
  private static final String NODES =
      "/pool/properties/scaleSettings/fixedScale/targetDedicatedNodes";
  private static final String POOLS = Jobs.ACCOUNT + "/pools/";

  private final Steps steps =
      new Steps(
          neverCalled(Arm.class),
          neverCalled(Vhds.class),
          neverCalled(ImageLedgers.class),
          new Premises(
              List.of(),
              new AllowList(
                  List.of("https"),
                  List.of(".blob.core.windows.net"),
                  List.of("source"),
                  List.of("00000000-0000-4000-8000-000000000001"),
                  List.of("rg"),
                  List.of(URI.create("https://contoso.vault.azure.net"))),
              true));

  static Stream<Arguments> sourceUrls() {
    return Stream.of(
        at(URL, "http", "http://source.blob.core.windows.net/c/b"),
        at(URL, "file", "file:///etc/passwd"),
        at(URL, "the metadata service", "https://169.254.169.254/metadata/instance"),
        at(URL, "loopback", "https://127.0.0.1/c/b"),
        at(URL, "loopback in IPv6", "https://[::1]/c/b"),
        at(URL, "an IPv4 address in IPv6", "https://[::ffff:10.0.0.1]/c/b"),
        at(URL, "a decimal IP", "https://2130706433/c/b"),
        at(URL, "an octal IP", "https://0177.0.0.1/c/b"),
        at(URL, "an RFC 1918 host", "https://10.0.0.1/c/b"),
        at(URL, "user@host", "https://source.blob.core.windows.net@evil.example/c/b"),
        at(URL, "a suffix in front", "https://source.blob.core.windows.net.evil.com/c/b"),
        at(URL, "a trailing-dot host", "https://source.blob.core.windows.net./c/b"),
        at(URL, "an IDN homoglyph", "https://source.bl\u043eb.core.windows.net/c/b"),
        at(URL, "an odd port", "https://source.blob.core.windows.net:8443/c/b"),
        at(URL, "a backslash host", "https://evil.example\\.blob.core.windows.net/c/b"),
        at(URL, "CRLF", "https://source.blob.core.windows.net/c/b\r\nHost: evil.example"),
        at(URL, "more than 2 KB", "https://source.blob.core.windows.net/c/" + "b".repeat(2048)),
        at(URL, "a fragment hiding a host", "https://evil.example#.blob.core.windows.net/c/b"),
        at(URL, "an account that is not allowed", "https://other.blob.core.windows.net/c/b"),
        secret("a vault that is not allowed", "https://other.vault.azure.net/secrets/sas"),
        secret("a vault in front", "https://contoso.vault.azure.net.evil.com/secrets/sas"),
        secret("a vault at an odd port", "https://contoso.vault.azure.net:8443/secrets/sas"),
        secret("the metadata service as a vault", "https://169.254.169.254/secrets/sas"),
        secret("a vault on loopback", "http://127.0.0.1:10300/secrets/sas"),
        at(URL, "plain http on loopback", "http://127.0.0.1:10000/source/c/b"));
  }

  static Stream<Arguments> armIds() {
    String account = Jobs.ACCOUNT.toString();
    return Stream.of(
        at(ID, "../", POOLS + "../../x"),
        at(ID, "%2e%2e%2f", POOLS + "%2e%2e%2fx"),
        at(ID, "double-encoded", POOLS + "%252e%252e%252fx"),
        at(ID, "a slash in a name", POOLS + "a/b"),
        at(ID, "?api-version= in a name", POOLS + "p?api-version=2023-05-01"),
        at(ID, "#", POOLS + "p#x"),
        at(ID, "a subscription that is not allowed", POOLS.replace("0001", "0002") + "p"),
        at(ID, "a resource group that is not allowed", POOLS.replace("/rg/", "/other/") + "p"),
        at(ID, "a subscription that is no GUID", POOLS.replace("00000000-", "") + "p"),
        at(ID, "empty", ""),
        at(ID, "over-long", POOLS + "p".repeat(2000)),
        at(ID, "NUL", POOLS + "p\0"),
        at(ID, "RTL override", POOLS + "p\u202eq"),
        at(ID, "another resource type", account.replace("batchAccounts", "things") + "/pools/p"),
        at("/image/definition", "the id of a pool as a definition", POOLS + "p"));
  }

  static Stream<Arguments> payloads() {
    String keys =
        IntStream.range(0, 10_000).mapToObj(i -> ",\"k" + i + "\":1").collect(Collectors.joining());
    return Stream.of(
        body("more than 256 KB", " ".repeat(256 * 1024) + text(), "MessageTooLarge"),
        body("10,000 deep", with("x", "[".repeat(10_000)), "TooDeep"),
        body("a key twice", with("jobId", "\"job\""), "DuplicateKey"),
        body("1e999999", with("x", "1e999999"), "NumberOutOfRange"),
        body("a number of 100,000 digits", with("x", "9".repeat(100_000)), "NumberOutOfRange"),
        value(NODES, "negative nodes", "-1"),
        value(NODES, "2^31 nodes", "2147483648"),
        argumentSet("not UTF-8", text().replace("job", "j\u00f6b").getBytes(ISO_8859_1), "NotUtf8"),
        body("a byte order mark", "\ufeff" + text(), "ByteOrderMark"),
        body("a lone surrogate", with("x", "\"\\ud83d\""), "LoneSurrogate"),
        argumentSet("a gzip bomb", bomb(), "Compressed"),
        at("/type", "an unknown version", "io.poolwright.provision.v9"),
        at("/@class", "@class", "javax.script.ScriptEngineManager"),
        value("/image", "a wrong type", "[]"),
        body("a second document", text() + text(), "TrailingContent"),
        body("nothing", "", "Empty"),
        body("10,000 keys", text().replaceFirst("}$", keys + "}"), "/k0"),
        at("/image/ostype", "an unknown property", "Linux"),
        value("/pool/properties/VMSIZE", "a property in other letters", "\"x\""));
  }

  static Stream<Arguments> identities() {
    return Stream.of(
        body("a job id as a path", text().replace("\"job\"", "\"../x\""), "NoJobId"),
        body("a job id with a new line", text().replace("\"job\"", "\"a\\nb\""), "NoJobId"),
        body("a job id of 200", text().replace("\"job\"", '"' + "j".repeat(200) + '"'), "NoJobId"),
        at("/image/osType", "ANSI in a text", "\u001b[31mLinux\u001b[0m\n2026 INFO all is well"),
        at("/onFailure", "a SAS in a free-text field", "https://x/?sv=1&sig=hush"),
        at("/pool/properties/taskSlotsPerNode", "a SAS in the pool's properties", "sig=hush"));
  }

  @ParameterizedTest
  @MethodSource({"sourceUrls", "armIds", "payloads", "identities"})
  void isRefusedBeforeAzureIsAsked(byte[] body, String expected) {
    List<Problem> answer = answer(body);

    assertThat(answer).isNotEmpty().extracting(Problem::pointer).contains(expected);
    assertThat(answer.toString()).doesNotContain("hush").doesNotContain("\u001b", "\n", "\u202e");
  }

  @Test
  void anUnknownPropertyIsAnsweredWithTheNearestKnownOne() {
    assertThat(answer((byte[]) at("/image/ostype", "x", "Linux").get()[0]))
        .anySatisfy(problem -> assertThat(problem.remedy()).contains("\"osType\""));
  }

  @Test
  void anIdInOtherLettersIsTheSameId() {
    assertThat(ArmId.parse(POOLS.toUpperCase(Locale.ROOT) + "P"))
        .isEqualTo(ArmId.parse(POOLS + "p"));
  }

  @Test
  void andTheRequestThatTheyAreMadeOfIsFine() {
    assertThat(RequestCodec.decode(text().getBytes(UTF_8))).isInstanceOf(Decoded.Valid.class);
  }

  /** What the sender or the dead-letter queue hears; the reason stands for the pointer there. */
  private List<Problem> answer(byte[] body) {
    Decoded decoded = RequestCodec.decode(body);
    if (decoded instanceof Decoded.Unreadable unreadable) {
      return List.of(new Problem(unreadable.reason(), unreadable.description(), ""));
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      return invalid.problems();
    }
    var request = (ProvisionRequest) ((Decoded.Valid) decoded).request();
    Observation seen = steps.look(Jobs.accepted(request));
    return ((Observation.ProblemsFound) seen).problems();
  }

  private static <T> T neverCalled(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new AssertionError("Azure was asked: " + method.getName());
            }));
  }

  private static Arguments secret(String name, String id) {
    String named = text().replaceFirst("\"sas\":\"[^\"]*\"", "\"sasSecretId\":\"" + id + '"');
    return body(name, named, "/image/source/sasSecretId");
  }

  private static Arguments at(String pointer, String name, String text) {
    return value(pointer, name, JSON.getNodeFactory().textNode(text).toString());
  }

  private static Arguments value(String pointer, String name, String json) {
    try {
      ObjectNode document = (ObjectNode) JSON.readTree(text());
      JsonPointer place = JsonPointer.compile(pointer);
      ((ObjectNode) document.at(place.head()))
          .set(place.last().getMatchingProperty(), JSON.readTree(json));
      return body(name, document.toString(), pointer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String with(String name, String json) {
    String text = text();
    return text.substring(0, text.length() - 1) + ",\"" + name + "\":" + json + "}";
  }

  private static Arguments body(String name, String text, String expected) {
    return argumentSet(name, text.getBytes(UTF_8), expected);
  }

  /** A request that is fine, its SAS included. */
  private static String text() {
    byte[] bytes = RequestCodec.encode(Jobs.request("job", OnFailure.ROLL_BACK));
    return new String(bytes, UTF_8).replace("canary", "hush");
  }

  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[50_000_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
