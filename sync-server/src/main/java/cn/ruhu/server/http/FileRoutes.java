package cn.ruhu.server.http;

import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.WireException;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is answered about files: one of them, part by part, and several small ones together.
final class FileRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(FileRoutes.class);
  private static final String FILE = Protocol.FILES + "{address}";

  private FileRoutes() {}

  static List<Web.Entry> entries() {
    return List.of(
        new Web.Entry(Method.POST, Protocol.PARCEL, FileRoutes::parcel),
        new Web.Entry(Method.HEAD, FILE, FileRoutes::standing),
        new Web.Entry(Method.PATCH, FILE, FileRoutes::part),
        new Web.Entry(Method.GET, FILE, FileRoutes::file));
  }

  private static void standing(Endpoints at, ServerRequest request, ServerResponse response) {
    at.handle(
        request,
        response,
        reply -> {
          Caller caller = at.caller(request, new byte[0]);
          FileDesk.Standing standing =
              Endpoints.given(
                  at.parts()
                      .files()
                      .standing(
                          caller, Headers.address(request), Headers.caseOf(request).orElse(null)));
          reply.standing(200, standing);
        });
  }

  private static void part(Endpoints at, ServerRequest request, ServerResponse response) {
    at.handle(
        request,
        response,
        reply -> {
          Caller caller = at.known(request);
          try (Turnstile.Pass _ = at.enter("file ", caller, at.parts().rules().filesInFlight())) {
            FileDesk.Part part =
                new FileDesk.Part(
                    Headers.caseOf(request).orElseThrow(() -> new TurnedAway("MALFORMED")),
                    Headers.number(request, Protocol.UPLOAD_OFFSET),
                    Headers.number(request, Protocol.UPLOAD_LENGTH),
                    Headers.header(request, Protocol.UPLOAD_COMPLETE).equals("?1"));
            reply.standing(204, Endpoints.given(append(at, request, caller, part)));
          }
        });
  }

  /// The bytes go to the disk as they come; the signature covers them all, so it is checked last.
  private static Answer<FileDesk.Standing> append(
      Endpoints at, ServerRequest request, Caller caller, FileDesk.Part part)
      throws StorageException, TurnedAway {
    try {
      return at.parts()
          .files()
          .append(
              caller,
              Headers.address(request),
              part,
              at.body(request),
              hash ->
                  at.parts().signIns().caller(Headers.proof(request, hash))
                      instanceof Answer.Given<Caller>);
    } catch (IOException e) {
      LOG.error("a part of a file could not be written", e);
      throw new TurnedAway("DISK");
    }
  }

  /// The line comes first, and with it who sends and what every byte behind it must be: nothing is
  /// taken from anybody else.
  private static void parcel(Endpoints at, ServerRequest request, ServerResponse response) {
    at.handle(
        request,
        response,
        reply -> {
          InputStream body = at.body(request);
          byte[] line = line(body);
          Caller caller = at.caller(request, line);
          Parcel parcel = parcel(line);
          long declared = request.headers().contentLength().orElse(-1);
          if (declared != line.length + parcel.length()) throw new TurnedAway("MALFORMED");
          try (Turnstile.Pass _ = at.enter("file ", caller, at.parts().rules().filesInFlight())) {
            reply.message(Endpoints.given(append(at, caller, parcel, body)));
          }
        });
  }

  private static byte[] line(InputStream body) throws IOException, TurnedAway {
    var line = new ByteArrayOutputStream();
    for (int c = body.read(); c >= 0; c = body.read()) {
      line.write(c);
      if (c == '\n') return line.toByteArray();
      if (line.size() > Protocol.PARCEL_LINE_MAX) throw new TurnedAway("TOO_LARGE");
    }
    throw new TurnedAway("CUT");
  }

  private static Parcel parcel(byte[] line) throws TurnedAway {
    try {
      return Parcel.read(line);
    } catch (WireException e) {
      throw new TurnedAway(e.code().name());
    }
  }

  private static Answer<Parcel.Taken> append(
      Endpoints at, Caller caller, Parcel parcel, InputStream body)
      throws StorageException, TurnedAway {
    try {
      return at.parts().files().append(caller, parcel, body);
    } catch (IOException e) {
      LOG.error("a file of a parcel could not be written", e);
      throw new TurnedAway("DISK");
    }
  }

  private static void file(Endpoints at, ServerRequest request, ServerResponse response) {
    at.handle(
        request,
        response,
        reply -> {
          Caller caller = at.caller(request, new byte[0]);
          FileAddress address = Headers.address(request);
          OptionalLong from = Headers.from(request);
          if (from.isPresent()) {
            int max = Protocol.FILE_PIECE_MAX;
            reply.piece(
                Endpoints.given(at.parts().files().piece(caller, address, from.getAsLong(), max)));
            return;
          }
          Optional<FileDesk.Content> content = at.parts().files().open(caller, address);
          if (content.isEmpty()) throw new TurnedAway("FILE");
          reply.file(content.get(), address.hex());
        });
  }
}
