package io.poolwright.contracts;

/**
 * A place in a request at which something can be wrong.
 *
 * @param pointer a JSON pointer (RFC 6901)
 */
record Place(String pointer, Problems problems) {
  static Place root(Problems problems) {
    return new Place("", problems);
  }

  /**
   * The place of a property. A name that is not fit to be shown is left out of the pointer, which
   * then names the object around it.
   */
  Place property(String name) {
    return Shown.isPlain(name)
        ? new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), problems)
        : this;
  }

  /** The place of a property whose name is known here, so that it can be shown as it is. */
  Place known(String name) {
    return new Place(pointer + "/" + name, problems);
  }

  Place element(int index) {
    return new Place(pointer + "/" + index, problems);
  }

  /** Whether something is known to be wrong just here. */
  boolean isRefused() {
    return problems.hasAt(pointer);
  }

  /** Refuses, unless something is known to be wrong here already. */
  void refuseOnce(String problem, String remedy) {
    if (!isRefused()) {
      refuse(problem, remedy);
    }
  }

  void refuse(String problem, String remedy) {
    problems.add(new Problem(pointer, problem, remedy));
  }
}
