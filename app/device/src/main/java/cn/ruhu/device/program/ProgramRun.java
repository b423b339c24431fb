package cn.ruhu.device.program;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.ScanStop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of a program, line by line as it speaks, with a limit on its silence. It gets no input.
/// Used by one thread; [#terminate] may come from another.
public final class ProgramRun implements AutoCloseable {
  private static final long LOOK_MS = 5;
  private static final int LINE_MAX = 8_192;
  private static final long CLOSE_WAIT_MS = 2_000;

  /// What came next.
  public sealed interface Said {
    /// A line, cut after 8 KiB.
    ///
    /// @param error on its error output
    record Line(boolean error, String text) implements Said {}

    /// It ended; nothing more will come.
    ///
    /// @param code above 128 where a signal ended it
    record Ended(int code) implements Said {}

    /// It said nothing within the limit.
    record Silent() implements Said {}
  }

  private final Process process;
  private final DeviceTime time;
  private final Pipe out;
  private final Pipe error;
  private final Queue<Said.Line> lines = new ArrayDeque<>();

  private ProgramRun(Process process, DeviceTime time, Charset charset) {
    this.process = process;
    this.time = time;
    this.out = new Pipe(process.getInputStream(), false, charset);
    this.error = new Pipe(process.getErrorStream(), true, charset);
  }

  /// Starts it. No shell is between, so no word of a command means anything but itself.
  ///
  /// @param folder where it works; null for where this program does
  /// @param environment added to ours
  /// @throws DeviceException LIBRARY when there is no such program
  public static ProgramRun start(
      List<String> command,
      @Nullable Path folder,
      Map<String, String> environment,
      Charset charset,
      DeviceTime time)
      throws DeviceException {
    var builder = new ProcessBuilder(command);
    if (folder != null) builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new ProgramRun(process, time, charset);
    } catch (IOException e) {
      throw new DeviceException(Fault.LIBRARY, "the program does not start", e);
    }
  }

  /// Waits for what comes next. An interrupt counts as a hand on the brake and keeps its flag.
  public Said next(Duration limit, ScanStop stop) {
    long end = time.millis() + limit.toMillis();
    boolean interrupted = false;
    try {
      while (true) {
        Said.Line line = lines.poll();
        if (line != null) return line;
        boolean alive = process.isAlive();
        boolean came = out.pump();
        came |= error.pump();
        if (came) continue;
        if (!alive) {
          out.flush();
          error.flush();
          if (lines.isEmpty()) return new Said.Ended(process.exitValue());
          continue;
        }
        if (time.millis() >= end) return new Said.Silent();
        try {
          Thread.sleep(LOOK_MS);
        } catch (InterruptedException _) {
          interrupted = true;
          stop.stop();
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  /// Asks it to end, as a terminal would; it may tidy up.
  public void terminate() {
    process.destroy();
  }

  /// All it says until it ends, its error output left out.
  ///
  /// @return empty when it was silent for too long or ended with another code than 0
  public Optional<List<String>> all(Duration limit, ScanStop stop) {
    var said = new ArrayList<String>();
    while (true) {
      switch (next(limit, stop)) {
        case Said.Line(boolean error, String text) -> {
          if (!error) said.add(text);
        }
        case Said.Ended(int code) -> {
          return code == 0 ? Optional.of(said) : Optional.empty();
        }
        case Said.Silent _ -> {
          return Optional.empty();
        }
      }
    }
  }

  @Override
  public void close() {
    for (ProcessHandle child : process.descendants().toList()) child.destroyForcibly();
    process.destroyForcibly();
    try {
      process.waitFor(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    out.close();
    error.close();
  }

  /// One of its outputs; looked at, never waited in.
  private final class Pipe {
    private final InputStream in;
    private final boolean isError;
    private final Charset charset;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[4_096];

    Pipe(InputStream in, boolean isError, Charset charset) {
      this.in = in;
      this.isError = isError;
      this.charset = charset;
    }

    /// @return whether anything came
    boolean pump() {
      try {
        if (in.available() <= 0) return false;
        int n = in.read(chunk);
        for (int i = 0; i < n; i++) take(chunk[i]);
        return n > 0;
      } catch (IOException _) {
        return false; // ended: its exit code says how
      }
    }

    private void take(byte b) {
      if (b == '\n' || b == '\r') flush();
      else if (line.size() < LINE_MAX) line.write(b);
    }

    void flush() {
      if (line.size() == 0) return;
      lines.add(new Said.Line(isError, line.toString(charset)));
      line.reset();
    }

    void close() {
      try {
        in.close();
      } catch (IOException _) {
        // the program is dead; nothing is lost in its pipe
      }
    }
  }
}
