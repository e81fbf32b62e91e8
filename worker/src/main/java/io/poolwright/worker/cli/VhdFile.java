package io.poolwright.worker.cli;

import io.poolwright.worker.blob.PageUpload;
import io.poolwright.worker.steps.VhdFooter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file that is to be a fixed VHD. */
final class VhdFile {
  private VhdFile() {}

  /**
   * The file as it is sent.
   *
   * @throws CommandFailed if Azure could not boot it; says what makes a fixed VHD of it
   */
  static PageUpload.Content checked(Path file, FileChannel channel) throws IOException {
    long length = channel.size();
    var footer = new VhdFooter(footer(channel, length));
    List<VhdFooter.Flaw> flaws = footer.flaws(length);
    if (!flaws.isEmpty()) {
      throw CommandFailed.wrong(
          flaws.stream()
              .map(flaw -> flaw.problem() + " " + flaw.remedy())
              .collect(
                  Collectors.joining(
                      "\n  ",
                      file + " is no VHD that Azure boots:\n  ",
                      "\nThis makes one of most disks:\n  qemu-img convert -O vpc -o"
                          + " subformat=fixed,force_size "
                          + file
                          + " fixed.vhd")));
    }
    String changed = Long.toString(Files.getLastModifiedTime(file).toMillis());
    return new PageUpload.Content(
        channel, length, length + "-" + footer.uniqueId() + "-" + changed);
  }

  private static byte[] footer(FileChannel channel, long length) throws IOException {
    var footer = ByteBuffer.allocate(VhdFooter.LENGTH);
    long at = Math.max(0, length - VhdFooter.LENGTH);
    while (footer.hasRemaining() && channel.read(footer, at + footer.position()) >= 0) {}
    return footer.array();
  }
}
