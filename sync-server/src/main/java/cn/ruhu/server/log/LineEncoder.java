package cn.ruhu.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import cn.ruhu.wire.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One event, one line of JSON: `at`, `level`, `logger`, `text`, and for a fault `error`, its
/// classes and frames.
///
/// What a fault of a library says is left out: a driver repeats the value it choked on, a parser
/// the text. Only our own exceptions speak, which carry no value of any row. Thread-safe.
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final String OURS = "cn.ruhu.";
  private static final int CAUSES_MAX = 8;
  private static final int FRAMES_MAX = 12;

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("text", event.getFormattedMessage());
    IThrowableProxy fault = event.getThrowableProxy();
    if (fault != null) line.put("error", told(fault));
    byte[] json = Messages.write(line);
    byte[] out = java.util.Arrays.copyOf(json, json.length + 1);
    out[json.length] = '\n';
    return out;
  }

  private static List<String> told(IThrowableProxy fault) {
    var out = new ArrayList<String>();
    IThrowableProxy cause = fault;
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++, cause = cause.getCause()) {
      boolean speaks = cause.getClassName().startsWith(OURS) && cause.getMessage() != null;
      out.add(cause.getClassName() + (speaks ? ": " + cause.getMessage() : ""));
      StackTraceElementProxy[] frames = cause.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++)
        out.add("at " + frames[i].getStackTraceElement());
    }
    return out;
  }
}
