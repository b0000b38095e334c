# Prints the paragraphs of a .docx with their styles: python3 read_document.py FILE
import sys, zipfile
from xml.etree import ElementTree

w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
with zipfile.ZipFile(sys.argv[1]) as file:
    assert file.testzip() is None
    assert file.namelist()[0] == "[Content_Types].xml"
    for name in file.namelist():
        ElementTree.fromstring(file.read(name))
    root = ElementTree.fromstring(file.read("word/document.xml"))
for paragraph in root.iter(w + "p"):
    style = paragraph.find(f"{w}pPr/{w}pStyle").get(w + "val")
    print(style, "".join(text.text for text in paragraph.iter(w + "t")))
