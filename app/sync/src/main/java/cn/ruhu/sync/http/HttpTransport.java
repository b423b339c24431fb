package cn.ruhu.sync.http;

import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.sync.Transport;
import cn.ruhu.sync.Trouble;
import cn.ruhu.wire.Brief;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import okio.BufferedSink;

/// Steps as HTTP requests of one signed-in person. Made by [ServerConnection#transport]; after a
/// new sign-in a new one takes its place. Thread-safe.
public final class HttpTransport implements Transport {
  private static final int REPLY_MAX = 64 << 20;
  private static final Map<String, String> BRIEFLY = Map.of(Brief.PREFER, Brief.MINIMAL);

  private final Exchange exchange;
  private final String serverKey;
  private final String token;

  HttpTransport(Exchange exchange, String serverKey, String token) {
    this.exchange = exchange;
    this.serverKey = serverKey;
    this.token = token;
  }

  @Override
  public Answer send(Step.Send step) {
    return send(step, () -> {});
  }

  @Override
  public Answer send(Step.Send step, Runnable gone) {
    Exchange.Reply reply = exchange.send(ask(step), serverKey, REPLY_MAX, gone);
    return switch (reply) {
      case Exchange.Reply.Lost lost -> new Answer.Failed(lost.trouble(), lost.retryAfterMs());
      case Exchange.Reply.Signed signed -> {
        try {
          yield read(step, signed);
        } catch (WireException e) {
          yield new Answer.Failed(
              new Trouble(Trouble.Kind.PROTOCOL, e.code().name()), signed.retryAfterMs());
        }
      }
    };
  }

  private Exchange.Ask ask(Step.Send step) {
    return switch (step) {
      case Step.Push push ->
          new Exchange.Ask(
              "POST",
              Protocol.PUSH,
              new Exchange.Body(
                  Protocol.PUSH_TYPE, push.batch().ready().gzip(push.body().header())),
              BRIEFLY,
              token);
      case Step.Pull pull ->
          new Exchange.Ask(
              "POST",
              Protocol.PULL,
              new Exchange.Body(Protocol.JSON, Brief.write(pull.request())),
              BRIEFLY,
              token);
      case Step.FileHead head ->
          new Exchange.Ask(
              "HEAD", path(head.file()), null, fileHeaders(head.file(), new HashMap<>()), token);
      case Step.FileGet get ->
          new Exchange.Ask(
              "GET",
              Protocol.FILES + get.file().address() + "?" + Protocol.FILE_FROM + "=" + get.offset(),
              null,
              Map.of(),
              token);
      case Step.FileParcel parcel ->
          new Exchange.Ask(
              "POST",
              Protocol.PARCEL,
              new Exchange.Body(Protocol.PARCEL_TYPE, parcel.parcel().line(), new Contents(parcel)),
              BRIEFLY,
              token);
      case Step.FilePatch patch -> {
        byte[] part = patch.part();
        boolean last = patch.offset() + part.length == patch.file().length();
        var headers = new HashMap<String, String>();
        headers.put(Protocol.UPLOAD_OFFSET, Long.toString(patch.offset()));
        headers.put(Protocol.UPLOAD_COMPLETE, last ? "?1" : "?0");
        yield new Exchange.Ask(
            "PATCH",
            path(patch.file()),
            new Exchange.Body(Protocol.PART, part),
            fileHeaders(patch.file(), headers),
            token);
      }
    };
  }

  /// The files of a parcel, each read when its turn has come.
  private record Contents(Step.FileParcel parcel) implements Exchange.Rest {
    @Override
    public long length() {
      return parcel.length();
    }

    @Override
    public void to(BufferedSink sink) throws IOException, StoreException {
      for (SyncStore.PendingFile file : parcel.files()) sink.write(parcel.content(file));
    }
  }

  private static String path(SyncStore.PendingFile file) {
    return Protocol.FILES + file.address();
  }

  private static Map<String, String> fileHeaders(
      SyncStore.PendingFile file, Map<String, String> headers) {
    headers.put(Protocol.UPLOAD_LENGTH, Long.toString(file.length()));
    headers.put(Protocol.FILE_CASE, file.caseId().toString());
    return headers;
  }

  private static Answer read(Step.Send step, Exchange.Reply.Signed reply) throws WireException {
    return switch (step) {
      case Step.Push push ->
          reply.good()
              ? new Answer.Pushed(Brief.readReply(push.body(), reply.body()))
              : refused(reply);
      case Step.Pull pull ->
          reply.good()
              ? new Answer.Pulled(Brief.readReply(pull.request(), reply.body()))
              : refused(reply);
      case Step.FileHead _ -> {
        if (reply.status() == 404) yield new Answer.FileAt(0, false);
        yield file(reply);
      }
      case Step.FilePatch _ -> file(reply);
      case Step.FileParcel _ ->
          reply.good()
              ? new Answer.FilesAt(Messages.read(reply.body(), Parcel.Taken.class).files())
              : refused(reply);
      case Step.FileGet get -> reply.good() ? piece(get, reply) : refused(reply);
    };
  }

  private static Answer piece(Step.FileGet get, Exchange.Reply.Signed reply) throws WireException {
    boolean last = reply.status() == 200;
    long end = get.offset() + reply.body().length;
    boolean fits =
        reply.offset() == get.offset()
            && (last ? reply.length() == end : reply.length() > end && reply.body().length > 0);
    if (!fits) throw new WireException(WireException.Code.MALFORMED, "a piece that does not fit");
    return new Answer.FileContent(reply.body(), reply.length(), last);
  }

  private static Answer file(Exchange.Reply.Signed reply) throws WireException {
    boolean tells = reply.good() || reply.status() == 409 || reply.status() == 422;
    if (tells && reply.offset() >= 0)
      return new Answer.FileAt(reply.offset(), reply.status() == Protocol.FILE_VERIFIED);
    if (reply.good()) throw new WireException(WireException.Code.MALFORMED, "no upload offset");
    return refused(reply);
  }

  private static Answer refused(Exchange.Reply.Signed reply) throws WireException {
    Refusal refusal = reply.refusal();
    return new Answer.Refused(reply.status(), refusal);
  }
}
