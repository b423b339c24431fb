package cn.ruhu.sync.lan;

/// Who is at the other end, as that machine says over the line that is sealed already. It proves
/// nothing but that its person had the code.
///
/// @param person at work there, empty when nobody is signed in
/// @param machine as its system calls it
/// @param district raw X25519 key bundles of its district are sealed to, hex; empty for none
public record Peer(String person, String machine, String district) {
  private static final int LONGEST = 60;

  public Peer {
    person = clean(person);
    machine = clean(machine);
  }

  /// What another machine says is shown: no control characters, no more than a line.
  private static String clean(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(LONGEST)
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }
}
