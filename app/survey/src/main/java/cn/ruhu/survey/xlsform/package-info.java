/// Questionnaires written as XLSForm workbooks, compiled to the XForms the engine reads. `XlsForm`
/// is the door; `Compiled` what comes out; `SheetProblem` says where in the workbook something is
/// wrong.
@NullMarked
package cn.ruhu.survey.xlsform;

import org.jspecify.annotations.NullMarked;
