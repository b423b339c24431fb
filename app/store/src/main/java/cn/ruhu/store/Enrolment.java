package cn.ruhu.store;

import cn.ruhu.wire.Accounts;
import java.util.List;
import java.util.Optional;

/// What this machine learned when it was enrolled at a server. No case data.
///
/// @param serverUrl `https://host:port`
/// @param certificatePin what the server's certificate must hash to
/// @param serverKey raw Ed25519 public key, hex: verifies reply signatures
/// @param recoveryKey raw X25519 public key, hex: work keys are sealed to it
/// @param block three characters: this machine's share of the application numbers
/// @param people who may sign in on this machine
public record Enrolment(
    String serverUrl,
    String certificatePin,
    String district,
    String districtName,
    String serverKey,
    String recoveryKey,
    String block,
    List<Accounts.Person> people) {

  public Enrolment {
    people = List.copyOf(people);
  }

  /// From the server's answer to an enrolment.
  public static Enrolment of(String serverUrl, String certificatePin, Accounts.Enrolled answer) {
    return new Enrolment(
        serverUrl,
        certificatePin,
        answer.district(),
        answer.districtName(),
        answer.serverKey(),
        answer.recoveryKey(),
        answer.block(),
        answer.people());
  }

  /// The person with this login name.
  public Optional<Accounts.Person> person(String login) {
    return people.stream().filter(p -> p.name().equals(login)).findFirst();
  }

  /// The same enrolment with a newer list of people.
  public Enrolment withPeople(List<Accounts.Person> newer) {
    return new Enrolment(
        serverUrl, certificatePin, district, districtName, serverKey, recoveryKey, block, newer);
  }
}
