package cn.ruhu.server.accounts;

import cn.ruhu.casefile.process.Role;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is asking: a person signed in on an enrolled machine. Immutable.
///
/// @param street home street of an official of a street, else null
/// @param agency agency of its people, else null
/// @param active false once the account was closed: may still hand in work, reads nothing
public record Caller(
    UUID staff,
    Role role,
    @Nullable String street,
    @Nullable UUID agency,
    UUID device,
    boolean active) {

  public Optional<String> homeStreet() {
    return Optional.ofNullable(street);
  }
}
