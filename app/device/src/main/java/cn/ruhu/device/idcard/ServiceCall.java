package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.json.FlatReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// One question to a vendor's service on this machine: never through a proxy, never redirected,
/// with a limit for time and size, and an answer that is a flat object or none. Nothing of it is
/// logged.
final class ServiceCall {
  /// A whole reply with a picture is far below.
  static final int BODY_MAX = 256 * 1024;

  private static final int CONNECT_MS = 1_000;
  private static final int OK = 200;

  private final ReaderAddress.Service address;
  private final DeviceTime time;

  ServiceCall(ReaderAddress.Service address, DeviceTime time) {
    this.address = address;
    this.time = time;
  }

  /// @param pathAndQuery begins with a slash
  /// @param limitMs longest wait for the whole answer
  /// @throws DeviceException ABSENT when nobody listens, SILENT when the answer takes too long,
  ///   REPLY when it is none
  Map<String, String> get(String pathAndQuery, int limitMs) throws DeviceException {
    HttpURLConnection line = null;
    try {
      var url =
          URI.create("http://" + address.host() + ":" + address.port() + pathAndQuery).toURL();
      line = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      line.setInstanceFollowRedirects(false);
      line.setUseCaches(false);
      line.setConnectTimeout(CONNECT_MS);
      line.setReadTimeout(limitMs);
      line.setRequestProperty("Connection", "close");
      if (line.getResponseCode() != OK)
        throw new DeviceException(Fault.REPLY, "status " + line.getResponseCode());
      return fields(text(body(line, limitMs), line.getContentType()));
    } catch (SocketTimeoutException e) {
      throw new DeviceException(Fault.SILENT, "service", e);
    } catch (ConnectException e) {
      throw new DeviceException(Fault.ABSENT, "service", e);
    } catch (SocketException e) {
      throw new DeviceException(Fault.GONE, "service", e);
    } catch (IOException e) {
      throw new DeviceException(Fault.REPLY, "service", e);
    } finally {
      if (line != null) line.disconnect();
    }
  }

  private byte[] body(HttpURLConnection line, int limitMs) throws IOException, DeviceException {
    long until = time.millis() + limitMs;
    var all = new ByteArrayOutputStream();
    byte[] chunk = new byte[8_192];
    try (var in = line.getInputStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        all.write(chunk, 0, n);
        if (all.size() > BODY_MAX) throw new DeviceException(Fault.REPLY, "reply too long");
        if (time.millis() > until) throw new DeviceException(Fault.SILENT, "reply too slow");
      }
    }
    return all.toByteArray();
  }

  /// UTF-8 unless it says that it is of the family of GBK.
  private static String text(byte[] body, String contentType) throws DeviceException {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    Charset charset =
        type.contains("gbk") || type.contains("gb2312") || type.contains("gb18030")
            ? Charset.forName("GB18030")
            : StandardCharsets.UTF_8;
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DeviceException(Fault.REPLY, "no text", e);
    }
  }

  private static Map<String, String> fields(String text) throws DeviceException {
    return FlatReply.read(text)
        .orElseThrow(() -> new DeviceException(Fault.REPLY, "no flat object"));
  }
}
