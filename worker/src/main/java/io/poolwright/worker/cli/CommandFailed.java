package io.poolwright.worker.cli;

/** Ends a command: the message, for people, says what is wrong and how to mend it. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;

  private CommandFailed(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  static CommandFailed wrong(String message) {
    return new CommandFailed(Exit.WRONG_REQUEST, message);
  }

  static CommandFailed unreachable(String message) {
    return new CommandFailed(Exit.UNREACHABLE, message);
  }

  Exit exit() {
    return exit;
  }
}
