package cn.ruhu.desktop.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdminViewModelTest {
  private final InMemoryAdminOffice office = new InMemoryAdminOffice();

  private AdminViewModel model(Role role) {
    return new AdminViewModel(
        office,
        Background.inline(),
        InstantSource.fixed(InMemoryAdminOffice.NOW),
        role,
        r -> r,
        key -> !key.endsWith("STRANGE"));
  }

  private static PersonRow person(AdminViewModel model, String login) {
    return model.people.stream()
        .filter(p -> p.entry().login().equals(login))
        .findFirst()
        .orElseThrow();
  }

  private static MachineRow machine(AdminViewModel model, String block) {
    return model.machines.stream()
        .filter(m -> m.entry().block().equals(block))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyAccountAndMachineSaysHowItStands() {
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    assertEquals(PersonRow.State.OPEN, person(model, "chuangkou").state());
    assertEquals(PersonRow.State.LOCKED, person(model, "shenhe").state());
    assertEquals(PersonRow.State.ONE_TIME, person(model, "hecha3").state());
    assertEquals(PersonRow.State.CLOSED, person(model, "qianpi").state());
    assertEquals("恒信核查", person(model, "hecha3").home());
    assertEquals(1, person(model, "chuangkou").sessions().size());
    assertEquals(
        List.of("ENROLLED", "ENROLLED", "WIPING", "LOST", "WIPED", "REVOKED"),
        model.machines.stream().map(m -> m.state().name()).toList());
    assertEquals("林晓燕", machine(model, "002").users());
    assertTrue(machine(model, "001").mine());
  }

  @Test
  void listsAreSearchedByNameInitialsLoginRoleAndOffice() {
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    for (String typed : List.of("林晓燕", "lxy", "chuangkou")) {
      model.search.set(typed);
      assertEquals(1, model.people.size(), typed);
    }
    model.search.set("恒信");
    assertEquals(1, model.people.size());
    assertEquals(3, model.machines.size());
    model.search.set("INVESTIGATOR");
    assertEquals(1, model.people.size());
  }

  @Test
  void aChosenPersonStaysChosenWhileTheListIsReadAnew() {
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    model.person.set(person(model, "shenhe"));
    model.refresh();
    assertEquals("shenhe", Objects.requireNonNull(model.person.get()).entry().login());
    model.search.set("lxy");
    assertNull(model.person.get());
  }

  @Test
  void whoMayNotIsToldWhy() {
    AdminViewModel system = model(Role.ADMIN_SYSTEM);
    system.refresh();
    assertEquals("", system.hindrance(person(system, "chuangkou")));
    assertEquals("admin.why.above", system.hindrance(person(system, "anquan")));
    assertEquals("admin.why.mine", system.hindrance(machine(system, "001")));
    assertFalse(system.roles().contains(Role.ADMIN_SECURITY));
    AdminViewModel audit = model(Role.ADMIN_AUDIT);
    audit.refresh();
    assertEquals("admin.why.looks", audit.hindrance(person(audit, "chuangkou")));
    assertTrue(audit.roles().isEmpty());
    assertTrue(model(Role.ADMIN_SECURITY).roles().contains(Role.ADMIN_SECURITY));
  }

  @Test
  void withoutTheLineTheKeptListsAreShown() {
    office.away = "OFFLINE";
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    assertNull(model.register.get());
    assertTrue(model.read.get());
    office.kept = Optional.of(InMemoryAdminOffice.lists());
    model.refresh();
    assertFalse(model.online.get());
    assertEquals("admin.why.away", model.hindrance(person(model, "chuangkou")));
    office.away = null;
    model.retry();
    assertTrue(model.online.get());
  }

  @Test
  void anActWithoutAnAnswerIsNotPassedOver() {
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    office.away = "TIMEOUT";
    model.act(AdminOffice.MachineDeed.LOST, machine(model, "002"), "机器丢失");
    assertEquals(Message.of("admin.refused.AWAY"), model.problem.get());
    office.away = null;
    model.retry();
    assertTrue(model.online.get());
    assertEquals(
        Message.of("admin.refused.AWAY"), model.problem.get(), "it is read again, not done");
    model.act(AdminOffice.MachineDeed.LOST, machine(model, "002"), "机器丢失");
    assertNull(model.problem.get());
  }

  @Test
  void anActThatFailedOnTheWayIsNotToldAsNotDone() {
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    office.broken = true;
    model.act(AdminOffice.MachineDeed.LOST, machine(model, "002"), "机器丢失");
    assertEquals(Message.of("admin.refused.AWAY"), model.problem.get());
  }

  @Test
  void aRefusalIsSaidInWordsAnUnknownOneByItsCode() {
    AdminViewModel model = model(Role.ADMIN_SYSTEM);
    model.refresh();
    office.refusal = "LAST_ADMIN";
    model.resetPassword(person(model, "shenhe"), "忘记");
    assertEquals(Message.of("admin.refused.LAST_ADMIN"), model.problem.get());
    assertNull(model.secret.get());
    office.refusal = "STRANGE";
    model.code(null);
    assertEquals(Message.of("admin.refused.other", "STRANGE"), model.problem.get());
    office.refusal = null;
    model.code("110108007");
    Secret secret = Objects.requireNonNull(model.secret.get());
    assertTrue(secret.sheet().orElseThrow().endsWith(secret.text()));
    assertFalse(secret.toString().contains(secret.text()));
  }
}
