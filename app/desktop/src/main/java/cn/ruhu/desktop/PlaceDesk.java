package cn.ruhu.desktop;

import cn.ruhu.desktop.settings.Places;
import cn.ruhu.desktop.visit.FieldPlace;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.TransportOpener;
import cn.ruhu.device.place.Place;
import cn.ruhu.device.place.PlaceAddress;
import cn.ruhu.device.place.PlaceReceiver;
import cn.ruhu.device.place.PlaceTrouble;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The receiver of positions of this machine: its address is a choice of the machine, its line is
/// open only while somebody asks. Thread-safe.
final class PlaceDesk implements FieldPlace, Places {
  private static final String CHOICE = "place";

  private final Choices choices;
  private final DeviceTime time;

  PlaceDesk(Choices choices, DeviceTime time) {
    this.choices = choices;
    this.time = time;
  }

  @Override
  public String address() {
    return choices.get(CHOICE, "");
  }

  @Override
  public boolean accepts(String typed) {
    return typed.isBlank() || PlaceAddress.parse(typed).isPresent();
  }

  @Override
  public void use(String typed) {
    choices.put(CHOICE, typed.strip());
  }

  @Override
  public boolean here() {
    return !address().isEmpty();
  }

  @Override
  public Place find(BooleanSupplier cancelled) {
    Optional<PlaceAddress> where = PlaceAddress.parse(address());
    if (where.isEmpty()) return new Place.Trouble(PlaceTrouble.ADDRESS);
    return new PlaceReceiver(where.get(), TransportOpener.real(), time)
        .find(PlaceReceiver.LIMIT, cancelled);
  }
}
