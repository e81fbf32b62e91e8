package io.poolwright.worker.simulation;

import io.poolwright.worker.steps.Arm;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Mistakes in calls of ARM; {@link Mutant} says what each is. */
final class ArmMutants {
  private ArmMutants() {}

  static final class ResizesWhateverIsThere implements Wiring {
    @Override
    public Arm arm(Arm arm, Bench bench) {
      return (Arm)
          Proxy.newProxyInstance(
              Arm.class.getClassLoader(),
              new Class<?>[] {Arm.class},
              (proxy, method, given) -> {
                Object[] args = given.clone();
                if (method.getName().equals("resizePool")) {
                  args[2] = SimPools.ANY;
                }
                try {
                  return method.invoke(arm, args);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
