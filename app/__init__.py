"""Driehoek: the desk of a BPV-coördinator, without a screen.

The words of the field, in code and on the screen:

=================  ==============================================================
student            student
company            leerbedrijf
company_person     praktijkopleider and others who work at a leerbedrijf
supervisor         stagebegeleider of the school
coordinator        BPV-coördinator
programme          opleiding (with its crebo, level and path: bol or bbl)
group              klas
period             BPV-periode
participation      one student in one period: the card on the board
offer              stageplaats, as a company offers it
learning_wish      leerwens
placement          plaatsing
state              where a participation is in the pipeline (never "stage")
agreement          praktijkovereenkomst (POK), only that
contact_moment     a talk of student, school and company
visit_report       the report of a contact moment
promise            toezegging
appointment        afspraak
helpline           hulpinstantie, in or outside the school
incident           melding
concern            signaal
protected_ground   discriminatiegrond
justification      why a requirement or criterion is objective
allowance          vergoeding
recognition        erkenning of a leerbedrijf for a crebo
quality_band       a group of matches that are about equally good
annual_report      jaarverslag
=================  ==============================================================
"""

VERSION = "0.1.0"
