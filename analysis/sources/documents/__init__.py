"""Word processors, spreadsheets, feeds, mail and archives of the web in; raw records out."""
