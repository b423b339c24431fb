package cn.ruhu.server.accounts;

import cn.ruhu.casefile.process.Role;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is asking: a person signed in on an enrolled machine. Immutable.
///
/// @param street home street of an official of a street, else null
/// @param agency agency of its people, else null
/// @param active false once the account or the machine was closed, or when work is handed in
///   without a password: what comes is kept as late evidence, nothing is handed out
public record Caller(
    UUID staff,
    Role role,
    @Nullable String street,
    @Nullable UUID agency,
    UUID device,
    boolean active) {

  /// The same, but no more than whoever asked may do.
  public Caller within(Caller asking) {
    return asking.active ? this : new Caller(staff, role, street, agency, device, false);
  }

  public Optional<String> homeStreet() {
    return Optional.ofNullable(street);
  }
}
