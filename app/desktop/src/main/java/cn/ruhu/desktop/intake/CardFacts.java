package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Provenance;
import cn.ruhu.device.idcard.CardField;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.CardText;
import cn.ruhu.device.idcard.CardValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// What one card says about a person, as fields of a PERSON, and the reading itself as evidence.
/// Stateless.
final class CardFacts {
  private CardFacts() {}

  /// The number in stored form; as the card has it when it is none.
  static String number(CardReading card, LocalDate today) {
    return IdNumber.parse(card.number(), today)
        .toOptional()
        .map(IdNumber::text)
        .orElse(card.number());
  }

  /// Fields the chip fills, in paper order; a blank of the chip fills nothing.
  static Map<String, String> fields(CardReading card, LocalDate today) {
    CardText t = card.text();
    var all = new LinkedHashMap<String, String>();
    put(all, "name", card.name());
    put(all, "nameEnglish", t.text(CardField.ENGLISH_NAME));
    put(all, "idNumber", number(card, today));
    put(all, "idKind", kind(card, today));
    put(all, "sex", t.sex());
    put(all, "birthDate", t.birthDate().map(LocalDate::toString).orElse(""));
    put(all, "ethnicity", t.ethnicity());
    put(all, "nationality", t.text(CardField.NATIONALITY));
    put(all, "registeredAddress", card.addedAddress().map(CardValue::text).orElse(t.address()));
    put(all, "issuer", t.issuer());
    put(all, "validFrom", t.validFrom().map(LocalDate::toString).orElse(""));
    put(all, "validTo", t.validTo().map(LocalDate::toString).orElse(t.text(CardField.VALID_TO)));
    return all;
  }

  private static void put(Map<String, String> all, String field, String value) {
    if (!value.isEmpty()) all.put(field, value);
  }

  private static String kind(CardReading card, LocalDate today) {
    return IdNumber.parse(card.number(), today)
        .toOptional()
        .map(n -> n.kind().code())
        .orElse(
            switch (card.type()) {
              case RESIDENT -> "1";
              case HMT_RESIDENCE -> "2";
              case FOREIGN_2017 -> "4";
              case FOREIGN_2023 -> "3";
              case UNKNOWN -> "";
            });
  }

  /// The person with everything the chip says. A field a clerk corrected by hand against this very
  /// chip stays corrected.
  static CaseRecord fill(CaseRecord person, CardReading card, LocalDate today) {
    CaseRecord now = person;
    Map<String, String> kept = Provenance.read(person.text("chipValues"));
    for (var e : fields(card, today).entrySet())
      if (!e.getValue().equals(kept.get(e.getKey())))
        now = Provenance.fromCard(now, e.getKey(), e.getValue(), card.origin().name());
    return now;
  }

  /// What the portrait's bytes are: the chip's coded ones, or a picture a service sent.
  static String portraitType(CardReading card) {
    return switch (card.origin()) {
      case CHIP -> "application/x-wlt";
      case VENDOR_API -> "image/jpeg";
    };
  }

  /// The reading as a record: the bytes in hex as the chip (256 of them) or the service gave them,
  /// the module, the time, who was present.
  ///
  /// @param person whom it was taken for, `""` when nobody of the case
  /// @param presence code of table `presence`
  static CaseRecord reading(
      UUID id, CaseRecord application, CardReading card, String person, String presence, UUID by) {
    return CaseRecord.of(
            RecordType.CARD_READING,
            id,
            application.scope(),
            application.id(),
            Map.of("application", application.id().toString()))
        .with("person", person)
        .with("cardType", card.type().code())
        .with("text256", HexFormat.of().formatHex(card.raw().toArray()))
        .with("samId", card.samId())
        .with("readAt", card.at().truncatedTo(ChronoUnit.MILLIS).toString())
        .with("presence", presence)
        .with("by", by.toString());
  }
}
