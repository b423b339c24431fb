package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.SameInk;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import java.util.Optional;

/// A close look at pages whose fingerprints are alike ([Prints]), before anybody is told that they
/// are one sheet: pages full of print look alike from afar. Where a file is not on this machine, or
/// gives no picture, the first look stands. Decodes up to two files: work for `Background`. Used by
/// one thread.
public final class NearLook {
  /// Pixels of the longer side that are looked at.
  private static final int SIDE = 840;

  private final Desk desk;
  private final Sheet own;
  private boolean looked;
  private Optional<GrayRaster> mine = Optional.empty();

  /// A page as it is made of a file.
  ///
  /// @param address of the file
  /// @param at sheet of a file with many, from 0
  public record Sheet(String address, int at, PageRecipe recipe) {
    /// As a record says.
    public static Sheet of(CaseRecord page) {
      return new Sheet(page.text("file"), PageShape.sheet(page), PageShape.read(page));
    }
  }

  /// @param own the page others are compared with
  public NearLook(Desk desk, Sheet own) {
    this.desk = desk;
    this.own = own;
  }

  /// Whether another page is surely another sheet.
  public boolean tellsApart(CaseRecord page) throws StoreException {
    return tellsApart(Sheet.of(page));
  }

  /// Whether another page is surely another sheet.
  public boolean tellsApart(Sheet other) throws StoreException {
    if (!looked) mine = ink(own);
    looked = true;
    if (mine.isEmpty()) return false;
    Optional<GrayRaster> there = ink(other);
    return there.isPresent() && SameInk.of(mine.get(), there.get()).tellsApart();
  }

  private Optional<GrayRaster> ink(Sheet sheet) throws StoreException {
    var files = desk.store().files();
    if (sheet.address().isEmpty() || files.file(sheet.address()).isEmpty()) return Optional.empty();
    if (!(PageFile.open(files.bytes(sheet.address())) instanceof PageFile.Pages pages))
      return Optional.empty();
    try (pages) {
      return sheet.at() < pages.count() && pages.page(sheet.at()) instanceof PageImage image
          ? Optional.of(Derivation.fitted(image.colour(), sheet.recipe(), SIDE).gray())
          : Optional.empty();
    }
  }
}
