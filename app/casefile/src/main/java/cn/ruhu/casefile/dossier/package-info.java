/// A household's whole story on one page (一户一档, Policy §23), read from its records.
@NullMarked
package cn.ruhu.casefile.dossier;

import org.jspecify.annotations.NullMarked;
