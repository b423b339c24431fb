package cn.ruhu.desktop.kit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The program's pictograms: one set, one weight. A picture never stands alone; the word beside it
/// or its accessible text says the same.
@SuppressWarnings("ImmutableEnumChecker") // the pack's constants are enums themselves
public enum Icon {
  HOME(Material2OutlinedAL.HOME),
  ARTICLE(Material2OutlinedAL.ARTICLE),
  ASSIGNMENT(Material2OutlinedAL.ASSIGNMENT),
  ASSIGNMENT_IND(Material2OutlinedAL.ASSIGNMENT_IND),
  ASSIGNMENT_RETURN(Material2OutlinedAL.ASSIGNMENT_RETURN),
  ASSIGNMENT_TURNED_IN(Material2OutlinedAL.ASSIGNMENT_TURNED_IN),
  ADD(Material2OutlinedAL.ADD),
  ADD_A_PHOTO(Material2OutlinedAL.ADD_A_PHOTO),
  ALT_ROUTE(Material2OutlinedAL.ALT_ROUTE),
  ARROW_BACK(Material2OutlinedAL.ARROW_BACK),
  ARROW_DOWN(Material2OutlinedAL.ARROW_DOWNWARD),
  ARROW_FORWARD(Material2OutlinedAL.ARROW_FORWARD),
  ARROW_UP(Material2OutlinedAL.ARROW_UPWARD),
  ATTACH_FILE(Material2OutlinedAL.ATTACH_FILE),
  BADGE(Material2OutlinedMZ.RECENT_ACTORS),
  CALENDAR(Material2OutlinedAL.CALENDAR_TODAY),
  CALL(Material2OutlinedAL.CALL),
  CAMERA(Material2OutlinedMZ.PHOTO_CAMERA),
  CARD(Material2OutlinedAL.CREDIT_CARD),
  CHECK(Material2OutlinedAL.CHECK),
  CHECK_CIRCLE(Material2OutlinedAL.CHECK_CIRCLE),
  CHEVRON_RIGHT(Material2OutlinedAL.CHEVRON_RIGHT),
  CHEVRON_LEFT(Material2OutlinedAL.CHEVRON_LEFT),
  CLOSE(Material2OutlinedAL.CLOSE),
  CLOUD_DONE(Material2OutlinedAL.CLOUD_DONE),
  CLOUD_DOWNLOAD(Material2OutlinedAL.CLOUD_DOWNLOAD),
  CLOUD_OFF(Material2OutlinedAL.CLOUD_OFF),
  CLOUD_UPLOAD(Material2OutlinedAL.CLOUD_UPLOAD),
  COMMENT(Material2OutlinedAL.COMMENT),
  COMPARE(Material2OutlinedAL.COMPARE_ARROWS),
  COPY(Material2OutlinedAL.CONTENT_COPY),
  CURTAIN(Material2OutlinedMZ.VISIBILITY_OFF),
  DELETE(Material2OutlinedAL.DELETE_OUTLINE),
  DESCRIPTION(Material2OutlinedAL.DESCRIPTION),
  DEVICES(Material2OutlinedAL.DEVICES),
  DONE_ALL(Material2OutlinedAL.DONE_ALL),
  DOOR(Material2OutlinedMZ.MEETING_ROOM),
  EDIT(Material2OutlinedAL.EDIT),
  ERROR(Material2OutlinedAL.ERROR_OUTLINE),
  EXPAND(Material2OutlinedAL.EXPAND_MORE),
  FACT_CHECK(Material2OutlinedAL.FACT_CHECK),
  FAMILY(Material2OutlinedAL.FAMILY_RESTROOM),
  FILTER(Material2OutlinedAL.FILTER_LIST),
  FLAG(Material2OutlinedAL.FLAG),
  FOLDER(Material2OutlinedAL.FOLDER),
  FORUM(Material2OutlinedAL.FORUM),
  GAVEL(Material2OutlinedAL.GAVEL),
  GROUP(Material2OutlinedAL.GROUP),
  GROUPS(Material2OutlinedAL.GROUPS),
  HELP(Material2OutlinedAL.HELP_OUTLINE),
  HISTORY(Material2OutlinedAL.HISTORY),
  HOUSEHOLD(Material2OutlinedAL.HOME_WORK),
  INBOX(Material2OutlinedAL.INBOX),
  INFO(Material2OutlinedAL.INFO),
  IMAGE(Material2OutlinedAL.IMAGE),
  KEYBOARD(Material2OutlinedAL.KEYBOARD),
  LANGUAGE(Material2OutlinedAL.LANGUAGE),
  LIST(Material2OutlinedAL.LIST_ALT),
  LOCATION(Material2OutlinedAL.LOCATION_ON),
  LOCK(Material2OutlinedAL.LOCK),
  LOG_OUT(Material2OutlinedAL.LOG_OUT),
  MENU(Material2OutlinedMZ.MORE_VERT),
  MAP(Material2OutlinedMZ.MAP),
  MICROPHONE(Material2OutlinedMZ.MIC),
  MONEY(Material2OutlinedMZ.PAYMENTS),
  NEXT(Material2OutlinedMZ.NAVIGATE_NEXT),
  NIGHT(Material2OutlinedAL.BRIGHTNESS_4),
  NOTE(Material2OutlinedMZ.STICKY_NOTE_2),
  OPEN(Material2OutlinedMZ.OPEN_IN_NEW),
  PAUSE(Material2OutlinedMZ.PAUSE),
  PENDING(Material2OutlinedMZ.PENDING_ACTIONS),
  PERSON(Material2OutlinedMZ.PERSON),
  PERSON_ADD(Material2OutlinedMZ.PERSON_ADD),
  PERSON_SEARCH(Material2OutlinedMZ.PERSON_SEARCH),
  PLAY(Material2OutlinedMZ.PLAY_ARROW),
  PRINT(Material2OutlinedMZ.PRINT),
  QR_CODE(Material2OutlinedMZ.QR_CODE),
  QUESTION(Material2OutlinedMZ.QUESTION_ANSWER),
  QUEUE(Material2OutlinedAL.BALLOT),
  RECEIPT(Material2OutlinedMZ.RECEIPT_LONG),
  REFRESH(Material2OutlinedMZ.REFRESH),
  RESTORE(Material2OutlinedMZ.RESTORE),
  REVIEW(Material2OutlinedMZ.RATE_REVIEW),
  ROTATE(Material2OutlinedMZ.ROTATE_RIGHT),
  ROUTE(Material2OutlinedAL.DIRECTIONS_WALK),
  RULE(Material2OutlinedMZ.RULE),
  SAVE(Material2OutlinedMZ.SAVE),
  SCANNER(Material2OutlinedMZ.SCANNER),
  SCHEDULE(Material2OutlinedMZ.SCHEDULE),
  SEARCH(Material2OutlinedMZ.SEARCH),
  SEND(Material2OutlinedMZ.SEND),
  SETTINGS(Material2OutlinedMZ.SETTINGS),
  SIDE(Material2OutlinedMZ.VERTICAL_SPLIT),
  SIGNATURE(Material2OutlinedAL.GESTURE),
  STOP(Material2OutlinedMZ.STOP),
  SUN(Material2OutlinedMZ.WB_SUNNY),
  SYNC(Material2OutlinedMZ.SYNC),
  SYNC_PROBLEM(Material2OutlinedMZ.SYNC_PROBLEM),
  TABLE(Material2OutlinedMZ.TABLE_CHART),
  TIMELINE(Material2OutlinedMZ.TIMELINE),
  TODAY(Material2OutlinedMZ.TODAY),
  UNDO(Material2OutlinedMZ.UNDO),
  UNLOCK(Material2OutlinedAL.LOCK_OPEN),
  VERIFIED(Material2OutlinedMZ.VERIFIED),
  VISIBILITY(Material2OutlinedMZ.VISIBILITY),
  WARNING(Material2OutlinedMZ.WARNING),
  WIFI(Material2OutlinedMZ.WIFI),
  WIFI_OFF(Material2OutlinedMZ.WIFI_OFF),
  WORK(Material2OutlinedMZ.WORK_OUTLINE),
  ZOOM_IN(Material2OutlinedMZ.ZOOM_IN),
  ZOOM_OUT(Material2OutlinedMZ.ZOOM_OUT);

  private final Ikon ikon;

  Icon(Ikon ikon) {
    this.ikon = ikon;
  }

  /// A new node; its size follows the text around it, its colour the style sheet (class `icon`).
  public FontIcon node() {
    var node = new FontIcon(ikon);
    node.getStyleClass().add("icon");
    node.setFocusTraversable(false);
    return node;
  }
}
