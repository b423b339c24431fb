package cn.ruhu.server;

import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Checkpoint;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushHeader;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The message types as OpenAPI schemas, read from the records themselves.
final class Schemas {
  static final List<Class<? extends Record>> MESSAGES =
      List.of(
          Accounts.BadgeKept.class,
          Accounts.Enrol.class,
          Accounts.Enrolled.class,
          Accounts.HandIn.class,
          Accounts.Hello.class,
          Accounts.LoggedIn.class,
          Accounts.Login.class,
          Accounts.NewBadge.class,
          Accounts.NewPassword.class,
          Accounts.Person.class,
          Accounts.PersonKey.class,
          Accounts.Recover.class,
          Accounts.RevokeBadge.class,
          Accounts.Wiped.class,
          Accounts.WorkKey.class,
          Admin.ActDone.class,
          Admin.AddPerson.class,
          Admin.AgencyEntry.class,
          Admin.ChangePerson.class,
          Admin.CheckRequest.class,
          Admin.CodeRequest.class,
          Admin.EnrolCode.class,
          Admin.ListRequest.class,
          Admin.LogCheck.class,
          Admin.LogPage.class,
          Admin.LogRequest.class,
          Admin.LogRow.class,
          Admin.MachineAct.class,
          Admin.MachineEntry.class,
          Admin.MachineList.class,
          Admin.OneTime.class,
          Admin.PersonAct.class,
          Admin.PublishForm.class,
          Admin.PublishedForm.class,
          Admin.RetireForm.class,
          Admin.SessionAct.class,
          Admin.SessionEntry.class,
          Admin.SessionList.class,
          Admin.StaffEntry.class,
          Admin.StaffList.class,
          Badge.SealedBadge.class,
          Bundles.BundleCounts.class,
          Bundles.BundleTaken.class,
          Change.class,
          Checkpoint.class,
          Cursor.class,
          PullReply.Exit.class,
          LateNews.class,
          LateNews.By.class,
          Op.class,
          Parcel.class,
          Parcel.Item.class,
          Parcel.Stands.class,
          Parcel.Taken.class,
          PullReply.class,
          PullRequest.class,
          PushHeader.class,
          PushReply.class,
          Refusal.class,
          Registry.RegistryQuery.class,
          Bundles.SealedReceipt.class,
          Registry.SnapshotAsk.class,
          Registry.SnapshotHead.class,
          Registry.SnapshotTold.class,
          Verdict.class,
          WireRecord.class,
          Witness.class);

  private Schemas() {}

  /// What stands below `components: schemas:`.
  static String yaml() {
    var out = new StringBuilder();
    for (Class<? extends Record> message : MESSAGES) {
      out.append("    ").append(message.getSimpleName()).append(":\n      type: object\n");
      List<String> required = new ArrayList<>();
      var properties = new StringBuilder();
      for (RecordComponent c : message.getRecordComponents()) {
        boolean nullable = nullable(c.getAnnotatedType());
        if (!nullable) required.add(c.getName());
        properties.append("        ").append(c.getName()).append(":\n");
        type(properties, "          ", c.getAnnotatedType());
      }
      if (!required.isEmpty())
        out.append("      required: [").append(String.join(", ", required)).append("]\n");
      out.append("      properties:\n").append(properties);
    }
    return out.toString();
  }

  private static boolean nullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static void type(StringBuilder out, String indent, AnnotatedType annotated) {
    Type type = annotated.getType();
    boolean nullable = nullable(annotated);
    if (type instanceof ParameterizedType p) {
      AnnotatedType[] of =
          ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
      if (p.getRawType() == Map.class) {
        plain(out, indent, "object", nullable);
        out.append(indent).append("additionalProperties:\n");
        type(out, indent + "  ", of[1]);
      } else {
        plain(out, indent, "array", nullable);
        out.append(indent).append("items:\n");
        type(out, indent + "  ", of[0]);
      }
    } else if (type instanceof Class<?> c && c.isRecord()) {
      String ref = "'#/components/schemas/" + c.getSimpleName() + "'";
      if (nullable)
        out.append(indent)
            .append("anyOf:\n")
            .append(indent)
            .append("- $ref: ")
            .append(ref)
            .append('\n')
            .append(indent)
            .append("- type: 'null'\n");
      else out.append(indent).append("$ref: ").append(ref).append('\n');
    } else if (type instanceof Class<?> c && c.isEnum()) {
      plain(out, indent, "string", nullable);
      out.append(indent)
          .append("enum: ")
          .append(Arrays.stream(c.getEnumConstants()).map(e -> ((Enum<?>) e).name()).toList())
          .append('\n');
    } else if (type == UUID.class) {
      plain(out, indent, "string", nullable);
      out.append(indent).append("format: uuid\n");
    } else {
      plain(out, indent, simple((Class<?>) type), nullable);
    }
  }

  private static void plain(StringBuilder out, String indent, String name, boolean nullable) {
    String shown = nullable ? "[" + name + ", 'null']" : name;
    out.append(indent).append("type: ").append(shown).append('\n');
  }

  private static String simple(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.String" -> "string";
      case "boolean", "java.lang.Boolean" -> "boolean";
      case "int", "long", "java.lang.Integer", "java.lang.Long" -> "integer";
      default -> throw new AssertionError("no schema for " + type);
    };
  }

  public static void main(String[] args) {
    System.out.print(yaml());
  }
}
