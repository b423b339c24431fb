package cn.ruhu.server.db;

import cn.ruhu.casefile.process.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who works for whom, as far as it decides what somebody reaches.
public interface GrantRows {
  /// A person's account.
  ///
  /// @param street home street of an official of a street
  /// @param agency agency of its people
  record Person(
      UUID id, Role role, @Nullable String street, @Nullable UUID agency, boolean active) {}

  Optional<Person> person(UUID staff) throws StorageException;

  /// As [#person], and the account stays so until the transaction ends.
  default Optional<Person> heldPerson(UUID staff) throws StorageException {
    return person(staff);
  }

  /// Why a machine was closed (`REVOKED`, `LOST`); empty for one in use.
  default Optional<String> machineClosed(UUID device) throws StorageException {
    return Optional.empty();
  }

  /// As [#machineClosed], and it stays so until the transaction ends.
  default Optional<String> heldMachineClosed(UUID device) throws StorageException {
    return Optional.empty();
  }

  /// A badge as the district knows it.
  ///
  /// @param publicKey raw Ed25519 key, 64 hex digits
  /// @param revokedAt milliseconds since 1970, 0 while it holds
  record BadgeKey(String publicKey, long revokedAt) {}

  /// Somebody's badge of a number, which holds or held once; it stays so until the transaction
  /// ends.
  default Optional<BadgeKey> badge(UUID staff, String number) throws StorageException {
    return Optional.empty();
  }

  /// Numbers of all badges somebody has or had.
  default List<String> badges(UUID staff) throws StorageException {
    return List.of();
  }

  /// Public keys somebody signs seals with on a machine, and did before; empty for one that never
  /// said so.
  default List<String> personKeys(UUID staff, UUID device) throws StorageException {
    return List.of();
  }

  /// The key a machine was enrolled with, 64 hex digits; empty for one nobody enrolled.
  default Optional<String> machineKey(UUID device) throws StorageException {
    return Optional.empty();
  }

  /// Whether each assignment of a case to this holder is in force, and each signature of theirs
  /// waited for; empty when there was none.
  ///
  /// @param holder staff id, or `agency:` and its id
  List<Boolean> assignments(String holder, UUID caseId) throws StorageException;

  /// Whether a person is an investigator in service, of the agency of who made a visit: nobody else
  /// can be named to sign it.
  ///
  /// @param maker who wrote it here; an official, who took it over from late work, has judged it
  ///   and stands for the first investigator
  default boolean mayBeNamed(UUID second, @Nullable UUID maker, Optional<UUID> first)
      throws StorageException {
    Optional<UUID> agency = agencyOf(maker);
    if (agency.isEmpty()) agency = agencyOf(first.orElse(null));
    return agency.isPresent()
        && agency.equals(agencyOf(second))
        && person(second).filter(p -> p.active() && p.role() == Role.INVESTIGATOR).isPresent();
  }

  private Optional<UUID> agencyOf(@Nullable UUID staff) throws StorageException {
    return staff == null
        ? Optional.empty()
        : person(staff).flatMap(p -> Optional.ofNullable(p.agency()));
  }

  /// Whether the holder was sent there and still is; not who only sees the case for a signature.
  boolean worksOn(String holder, UUID caseId) throws StorageException;

  /// Cases this holder sees now, in order.
  List<String> casesOf(String holder) throws StorageException;
}
