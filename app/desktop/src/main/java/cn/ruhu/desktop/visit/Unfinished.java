package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.List;

/// What keeps a visit from being sealed, in words. Stateless; window thread only.
final class Unfinished {
  private Unfinished() {}

  /// Everything in the way, what is to be answered first; empty when nothing is.
  ///
  /// @param problems of the form as it stands
  static List<Message> of(Visit now, List<Problem> problems, Partner partner) {
    var why = new ArrayList<Message>();
    if (!problems.isEmpty()) why.add(open(now, problems));
    if (now.entered())
      for (Question view : Views.missing(now))
        why.add(Message.of("visit.finish.view", view.label()));
    if (!now.entered()) return why;
    waiting(now, why);
    for (CaseRecord asked : now.back.asked())
      if (now.draft.note(Visit.REPLY + asked.id()).isEmpty())
        why.add(Message.of("visit.finish.reply", asked.text("words")));
    if (!now.stale().isEmpty()) why.add(Message.of("visit.finish.stale", now.stale().size()));
    partner.why(now).ifPresent(why::add);
    return why;
  }

  /// Photos the form did not take: more than a question wants, or fewer. Only answers are sealed.
  private static void waiting(Visit now, List<Message> why) {
    for (var section : now.session().sections())
      for (Question q : now.session().questions(section.id()))
        if (q.relevant() && !now.draft.note(Visit.PHOTOS + q.path()).isEmpty())
          why.add(
              Message.of(
                  "visit.finish.waiting", q.label(), now.survey.refusal(q.path()).orElse("")));
  }

  /// Differences the form does not ask about that the pair made nothing of yet.
  static List<Message> undisposed(Visit now, List<Flag> doubts) {
    return doubts.stream()
        .filter(f -> now.disposition(f.key()).isEmpty())
        .map(f -> {
          String who = f.subject().map(s -> SealNodes.name(now.file, s)).orElse("");
          String words = CodeTables.label("flag", f.rule().name());
          return Message.of("visit.finish.doubt", who.isEmpty() ? words : words + " " + who);
        })
        .toList();
  }

  private static Message open(Visit now, List<Problem> problems) {
    Problem first = problems.getFirst();
    String label = now.session().question(first.path()).map(Question::label).orElse("");
    return label.isEmpty()
        ? Message.of("visit.finish.open", problems.size(), first.message())
        : Message.of("visit.finish.open.at", problems.size(), label, first.message());
  }
}
