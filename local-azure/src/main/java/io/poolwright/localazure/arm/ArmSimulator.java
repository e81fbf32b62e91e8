package io.poolwright.localazure.arm;

import io.poolwright.localazure.arm.batch.BatchProvider;
import io.poolwright.localazure.arm.compute.ComputeProvider;
import io.poolwright.localazure.arm.compute.SourceDisk;
import io.poolwright.localazure.arm.compute.SourceDisks;
import io.poolwright.localazure.arm.core.ArmError;
import io.poolwright.localazure.arm.core.ArmService;
import io.poolwright.localazure.arm.core.Operations;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.State;
import io.poolwright.localazure.arm.core.Throttle;
import io.poolwright.localazure.arm.core.VmSizes;
import io.poolwright.localazure.arm.resources.ResourcesProvider;
import io.poolwright.localazure.arm.storage.StorageProvider;
import io.poolwright.localazure.http.ControlledServer;
import io.poolwright.localazure.http.ErrorBody;
import io.poolwright.localazure.http.Faults;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/**
 * Azure Resource Manager on 127.0.0.1: Batch pools, gallery images, virtual machines, and what they
 * refer to. Nothing runs in the background: what a resource is at any time follows from what was
 * stored and the clock.
 */
public final class ArmSimulator implements AutoCloseable {
  private static final int FOOTER = 512;

  private final ControlledServer server;

  private ArmSimulator(ControlledServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param vhds looks at the blobs that image versions are made from
   * @param clock decides how far everything is
   * @throws java.io.UncheckedIOException when the port is taken or the data directory unusable
   */
  public static ArmSimulator start(ArmConfig config, VhdReader vhds, Clock clock) {
    HttpAdapter adapter = new HttpAdapter(service(config, vhds, clock));
    return new ArmSimulator(ControlledServer.start(config.port(), adapter, errors()));
  }

  /** The service without a server, for tests that need no network. */
  static ArmService service(ArmConfig config, VhdReader vhds, Clock clock) {
    String directory = config.dataDirectory();
    State state = directory == null ? State.inMemory() : State.in(Path.of(directory));
    boolean empty = state.isNew();
    String subscription = config.subscriptions().get(0).id();
    VmSizes sizes = new VmSizes(config.vmSizes());
    Operations operations = new Operations(state, clock, UUID::randomUUID);
    ResourcesProvider resources =
        new ResourcesProvider(config.subscriptions(), config.resourceGroups(), config.locations());
    ComputeProvider compute =
        new ComputeProvider(
            sizes, config.locations(), disks(vhds), operations, config.latencies(), state, clock);
    BatchProvider batch =
        new BatchProvider(
            new BatchProvider.Declared(
                subscription, config.batchAccounts(), config.nodeAgentSkus(), sizes),
            compute.images(),
            config.latencies(),
            state,
            clock);
    if (empty) {
      new Declarations(config, compute, clock.instant()).store();
    }
    Routes routes = new Routes();
    resources.serve(routes);
    operations.serve(routes);
    compute.serve(routes);
    batch.serve(routes);
    new StorageProvider(config.storageAccounts(), subscription).serve(routes);
    Throttle throttle = new Throttle(config.throttling(), clock);
    return new ArmService(
        routes, resources, throttle, config.requireAuthorization(), UUID::randomUUID);
  }

  public int port() {
    return server.port();
  }

  /** {@code http://127.0.0.1:port}, without a slash at the end. */
  public URI endpoint() {
    return server.uri();
  }

  public Faults faults() {
    return server.faults();
  }

  @Override
  public void close() {
    server.close();
  }

  private static SourceDisks disks(VhdReader vhds) {
    return blob ->
        vhds.head(blob)
            .map(
                vhd -> {
                  int length = (int) Math.min(FOOTER, vhd.length());
                  byte[] footer = vhds.range(blob, vhd.length() - length, length);
                  return new SourceDisk(vhd.length(), vhd.blobType(), ByteBuffer.wrap(footer));
                });
  }

  private static ErrorBody errors() {
    return (status, code, message) -> {
      var body = ArmError.of(status, code, message).response().body();
      return ErrorBody.Rendered.of("application/json; charset=utf-8", String.valueOf(body));
    };
  }
}
