package cn.ruhu.server.http;

import cn.ruhu.server.accounts.SignIns;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a request says in its headers and its address, refused when it is none of it.
final class Headers {
  private Headers() {}

  /// Where a piece of a file begins; empty for the whole file.
  static OptionalLong from(ServerRequest request) throws TurnedAway {
    String query = request.query().rawValue();
    if (query.isEmpty()) return OptionalLong.empty();
    if (!query.matches(Protocol.FILE_FROM + "=[0-9]{1,18}")) throw new TurnedAway("MALFORMED");
    return OptionalLong.of(Long.parseLong(query.substring(query.indexOf('=') + 1)));
  }

  static SignIns.Proof proof(ServerRequest request, String bodyHash) {
    String query = request.query().rawValue();
    String path = request.path().rawPath();
    return new SignIns.Proof(
        request.prologue().method().text(),
        query.isEmpty() ? path : path + "?" + query,
        bodyHash,
        maybe(request, Protocol.NONCE).orElse(""),
        maybe(request, Protocol.DEVICE).orElse(""),
        token(request),
        maybe(request, Protocol.SIGNATURE).orElse(null));
  }

  static @Nullable String token(ServerRequest request) {
    String prefix = "Bearer ";
    return maybe(request, Protocol.TOKEN)
        .filter(t -> t.startsWith(prefix))
        .map(t -> t.substring(prefix.length()))
        .orElse(null);
  }

  static Optional<String> maybe(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  static String header(ServerRequest request, String name) throws TurnedAway {
    return maybe(request, name).orElseThrow(() -> new TurnedAway("MALFORMED"));
  }

  static long number(ServerRequest request, String name) throws TurnedAway {
    String text = header(request, name);
    if (!text.matches("[0-9]{1,18}")) throw new TurnedAway("MALFORMED");
    return Long.parseLong(text);
  }

  static Optional<UUID> caseOf(ServerRequest request) throws TurnedAway {
    Optional<String> text = maybe(request, Protocol.FILE_CASE);
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(UUID.fromString(text.get()));
    } catch (IllegalArgumentException e) {
      throw new TurnedAway("MALFORMED");
    }
  }

  static FileAddress address(ServerRequest request) throws TurnedAway {
    return FileAddress.parse(request.path().pathParameters().get("address"))
        .orElseThrow(() -> new TurnedAway("FILE"));
  }
}
