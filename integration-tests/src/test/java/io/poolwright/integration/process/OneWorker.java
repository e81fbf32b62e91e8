package io.poolwright.integration.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes an installation with a worker that stays alive: the same to all of them, from
 * the first one that wants it to the end of the run. Its faults are healed after each test.
 */
final class OneWorker implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(OneWorker.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Installation.class;
  }

  @Override
  public Installation resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return installation(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    installation(context).arm.heal();
    installation(context).storage.heal();
  }

  /** JUnit closes it after the last test. */
  private static Installation installation(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Installation.class, key -> start(), Installation.class);
  }

  private static Installation start() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      Installation installation = Installation.in(Files.createTempDirectory(target, "one-worker-"));
      installation.startWorker();
      return installation;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
