package cn.ruhu.casefile.process;

import cn.ruhu.casefile.tables.Tsv;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the arguments of a hindrance are, by its code (`hindrances.tsv`), so that every screen says
/// them in words: a scheme by its label, a member by name, never a code.
///
/// Stateless and thread-safe.
public final class HindranceArgs {
  /// What one argument is.
  public enum Kind {
    /// code of table `act`
    ACT,
    /// code of table `stage`; empty before a case is opened
    STAGE,
    /// code of table `role`
    ROLE,
    /// code of table `scheme`
    SCHEME,
    /// code of table `street`
    STREET,
    /// code of table `docType`
    PAPER_KIND,
    /// code of table `paper`
    PAPER,
    /// code of table `reject`
    REJECT,
    /// code of table `stop`
    STOP,
    /// a doubt: code of table `flag`, `:` and the record it is about
    FLAG,
    /// what the means test misses, e.g. `birthDate`
    MEANS,
    /// `property.` and a kind of property
    PROPERTY,
    /// `START` or `END`: the photo of a notice
    PHOTO,
    /// id of somebody who works here
    PERSON,
    /// id of a member or supporter
    RECORD,
    /// yuan as people read them; `-` for an amount nobody can tell
    MONEY,
    COUNT,
    /// ISO day
    DATE,
    /// `2026-12`
    MONTH,
    /// words already
    WORDS,
    /// says nothing to people
    PLAIN
  }

  private static final Map<String, List<Kind>> KINDS = read();

  private HindranceArgs() {}

  private static Map<String, List<Kind>> read() {
    var map = new LinkedHashMap<String, List<Kind>>();
    Tsv.pairs(HindranceArgs.class, "hindrances.tsv")
        .forEach((code, args) ->
            map.put(
                code,
                Arrays.stream(args.split(",", -1))
                    .filter(a -> !a.isEmpty())
                    .map(Kind::valueOf)
                    .toList()));
    return map;
  }

  /// Codes a gate of this program can produce.
  public static Set<String> codes() {
    return Set.copyOf(KINDS.keySet());
  }

  /// What each argument of a hindrance is, in their order; empty for a code of another program.
  public static List<Kind> of(String code) {
    return KINDS.getOrDefault(code, List.of());
  }
}
