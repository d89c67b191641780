<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What Qt's own Dutch (qtbase_nl) lacks. Our own texts are Dutch in the source. After a change:
     pyside6-lrelease resources/translations/driehoek_nl.ts -qm resources/translations/driehoek_nl.qm -->
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context><name>QAbstractFileIconProvider</name>
<message><source>Drive</source><translation>Schijf</translation></message>
<message><source>File</source><translation>Bestand</translation></message>
<message><source>%1 File</source><comment>%1 is a file name suffix, for example txt</comment><translation>%1-bestand</translation></message>
<message><source>File Folder</source><comment>Match Windows Explorer</comment><translation>Map</translation></message>
<message><source>Folder</source><comment>All other platforms</comment><translation>Map</translation></message>
<message><source>Shortcut</source><comment>All other platforms</comment><translation>Snelkoppeling</translation></message>
<message><source>Unknown</source><translation>Onbekend</translation></message>
</context>
<context><name>QFileDialog</name>
<message><source>&amp;Look in:</source><translation>&amp;Kijk in:</translation></message>
<message><source>Files of &amp;type:</source><translation>Soor&amp;t bestand:</translation></message>
<message><source>Show </source><translation>Toon </translation></message>
<message><source>Open Directory</source><translation>Open map</translation></message>
</context>
<context><name>QPrintDialog</name>
<message><source>Print selection</source><translation>Druk de selectie af</translation></message>
<message><source>Duplicate Specification</source><translation>Dubbel opgegeven</translation></message>
<message><source>There are conflicts in the page set options.
Do you want to fix them?</source><translation>Keuzes over de bladzijden passen niet bij elkaar.
Wil je dat herstellen?</translation></message>
<message><source>Aliases: %1</source><translation>Ook bekend als: %1</translation></message>
<message><source>unknown</source><translation>onbekend</translation></message>
</context>
<context><name>QPrintPropertiesDialog</name>
<message><source>Page</source><translation>Bladzijde</translation></message>
<message><source>Advanced</source><translation>Meer</translation></message>
</context>
<context><name>QPrintSettingsOutput</name>
<message><source>Double Sided Printing</source><translation>Dubbelzijdig</translation></message>
<message><source>Off</source><translation>Uit</translation></message>
<message><source>Long side binding</source><translation>Over de lange kant</translation></message>
<message><source>Short side binding</source><translation>Over de korte kant</translation></message>
<message><source>Page &amp;Set:</source><translation>Blad&amp;zijden:</translation></message>
</context>
</TS>
