package cn.ruhu.server.http;

import cn.ruhu.server.accounts.Administration;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Directory;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.forms.FormDesk;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Protocol;
import io.helidon.http.Method;
import java.io.IOException;
import java.util.List;

/// What administrators are answered, path by path; who may what is judged behind it.
final class AdminRoutes {
  private AdminRoutes() {}

  @FunctionalInterface
  private interface Looking<Q> {
    Answer<?> of(Directory directory, Caller caller, Q question) throws StorageException;
  }

  @FunctionalInterface
  private interface Acting<Q> {
    Answer<?> of(Administration administration, Caller caller, Q question) throws StorageException;
  }

  private static Web.Entry list(String path, Looking<Admin.ListRequest> looking) {
    return look(path, Admin.ListRequest.class, looking);
  }

  private static <Q> Web.Entry look(String path, Class<Q> type, Looking<Q> looking) {
    return new Web.Entry(
        Method.POST,
        path,
        (endpoints, request, response) ->
            endpoints.asked(
                request,
                response,
                type,
                (caller, asked) -> looking.of(endpoints.parts().directory(), caller, asked)));
  }

  private static <Q> Web.Entry act(String path, Class<Q> type, Acting<Q> acting) {
    return new Web.Entry(
        Method.POST,
        path,
        (endpoints, request, response) ->
            endpoints.asked(
                request,
                response,
                type,
                (caller, wanted) -> acting.of(endpoints.parts().administration(), caller, wanted)));
  }

  @FunctionalInterface
  private interface Publishing<Q> {
    Answer<?> of(FormDesk forms, Caller caller, Q wanted) throws StorageException, IOException;
  }

  private static <Q> Web.Entry publish(
      String path, Class<Q> type, int bytesMax, Publishing<Q> publishing) {
    return new Web.Entry(
        Method.POST,
        path,
        (endpoints, request, response) ->
            endpoints.asked(
                request,
                response,
                type,
                bytesMax,
                (caller, wanted) -> publishing.of(endpoints.parts().forms(), caller, wanted)));
  }

  /// base64 and the words around it
  static final int FORM_MESSAGE_MAX = Protocol.FORM_BYTES_MAX / 3 * 4 + (16 << 10);

  private static final int ACT_MESSAGE_MAX = 16 << 10;

  static List<Web.Entry> entries() {
    String people = Protocol.ADMIN_PEOPLE;
    String machines = Protocol.ADMIN_MACHINES;
    return List.of(
        list(people, Directory::people),
        act(people + "/add", Admin.AddPerson.class, Administration::add),
        act(people + "/change", Admin.ChangePerson.class, Administration::change),
        act(people + "/close", Admin.PersonAct.class, Administration::close),
        act(people + "/reopen", Admin.PersonAct.class, Administration::reopen),
        act(people + "/unlock", Admin.PersonAct.class, Administration::unlock),
        act(people + "/password", Admin.PersonAct.class, Administration::password),
        act(people + "/badge", Admin.PersonAct.class, Administration::revokeBadge),
        list(machines, Directory::machines),
        act(machines + "/code", Admin.CodeRequest.class, Administration::code),
        act(machines + "/revoke", Admin.MachineAct.class, Administration::revoke),
        act(machines + "/lost", Admin.MachineAct.class, Administration::lost),
        act(machines + "/wipe", Admin.MachineAct.class, Administration::wipe),
        list(Protocol.ADMIN_SESSIONS, Directory::sessions),
        act(Protocol.ADMIN_SESSIONS + "/end", Admin.SessionAct.class, Administration::end),
        look(Protocol.ADMIN_AUDIT, Admin.LogRequest.class, Directory::log),
        look(Protocol.ADMIN_AUDIT + "/check", Admin.CheckRequest.class, Directory::check),
        publish(
            Protocol.ADMIN_FORMS + "/publish",
            Admin.PublishForm.class,
            FORM_MESSAGE_MAX,
            FormDesk::publish),
        publish(
            Protocol.ADMIN_FORMS + "/retire",
            Admin.RetireForm.class,
            ACT_MESSAGE_MAX,
            FormDesk::retire));
  }
}
